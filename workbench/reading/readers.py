"""Words by which a page speaks of itself or to its readers, in the languages of most reports."""

import re

_ITSELF = re.compile(
    r"\b(?:our|readers?|subscribers?|supporters?|unser\w{0,2}|leser\w{0,6}|notre|lecteurs?"
    r"|lectrices|nos (?:lecteurs|lectrices|abonnés|donateurs|journalistes|articles|offres|réseaux)"
    r"|nuestr[oa]s?|lectores|suscriptores|noss[oa]s?|leitores|assinantes|nostr[oaie]|lettori|lezers?"
    r"|onze (?:lezers|nieuwsbrief|app|redactie|site|website|abonnees)|nasz\w{0,4}|czytelnik\w{0,4}"
    r"|наш\w{0,4}|читател\w{0,4}|читач\w{0,4}|bizim(?:le)?|okur(?:lar\w{0,6}|umuz\w{0,6})?|våra|läsare"
    r"|قراء\w{0,3}|موقعنا|نشرتنا|قناتنا|صفحتنا|تطبيقنا|本报|读者)\b",
    re.IGNORECASE,
)
_YOU = re.compile(  # the Turkish endings of "you"
    r"\b(?:you|your|dich|dir|dein\w{0,2}|euch|vuoi|puoi|quieres|puedes|chcesz|możesz|vous|votre|vos|tu|usted(?:es)?|você|vostr[oaie]|jouw|uw"
    r"|вы|вас|вам|ваш\w{0,3}|ви|siz(?:e|i|in|ler\w{0,4})|\w{3,20}(?:[\u0131iuü]n[\u0131iuü]z)\w{0,4}"
    r"|هواتفكم|هاتفك|بريدك|بريدكم|رأيكم|رأيك|آراءكم)\b"
    r"|(?<=[\w,] )(?-i:Sie|Ihnen|Ihre?[rnms]?)\b",
    re.IGNORECASE,
)
_FOR_US = re.compile(
    r"^\W{0,3}(?:[^.!?]{0,100}[,:…] )?(?:please |and |so )?(?:"
    r"(?:help|join|follow|support|back|write(?: to)?|tell|send|drop|buy|tip|text|call) (?:us|me)\b"
    r"|(?:helfen|unterstützen|schreiben|folgen|schicken|senden|erzählen|spenden) sie (?:uns|mir)\b"
    r"|(?:helft|unterstützt|schreibt|folgt|schickt|erzählt) (?:uns|mir)\b"
    r"|(?:aidez|soutenez|écrivez|suivez|rejoignez|offrez|envoyez|racontez|contactez|payez)-(?:nous|moi)"
    r"|(?:invíta|ayúda|apóya|acompáña|escríbe|cuénta|sígue|mánda|envía|búsca|visíta|únete a )nos\b"
    r"|(?:ajude|apoie|siga|escreva|conte|acompanhe|envie|pague)-nos\b"
    r"|(?:aiuta|sostieni|sosteneteci|scrivi|racconta|offri|seguite|aiutate|scrivete)ci\b"
    r"|(?:pomóż|wesprzyj|napisz do|postaw|dołącz do|wspieraj) (?:nam|nas)\b"
    r"|(?:поддержите|поддержи|пишите|напишите|помогите|підтримайте|пишіть|допоможіть) (?:нас|нам)\b"
    r"|(?:bize (?:yaz|ula\u015f|gönder|destek ol)|[^.!?]{0,60}bizimle payla\u015f)[\u0131iuü]n"
    r"|(?:ادعمونا|راسلونا|تابعونا|ساعدونا|شاركونا|انضم(?:وا)? إلينا|تواصلوا معنا)"
    r")",
    re.IGNORECASE,
)


def speaks_of_itself(line: str) -> bool:
    """Whether a line names those who make the page, or their readers, as their own."""
    return bool(_ITSELF.search(line))


def speaks_to_readers(line: str) -> bool:
    """Whether a line says "you" to its readers, or speaks of the page itself."""
    return bool(_YOU.search(line)) or speaks_of_itself(line)


def asks_for_the_page(line: str) -> bool:
    """Whether a short line asks its readers to do something for those who make the page."""
    return bool(_FOR_US.search(line))
