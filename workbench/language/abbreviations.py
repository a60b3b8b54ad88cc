"""Abbreviations of news prose after which a full stop does not end the sentence."""

_RANKS = """
    mr mrs ms mx dr prof rev fr st sr gen brig lt col maj capt cmdr cpl sgt pvt adm pte insp supt
    det const gov sen sens rep reps pres hon amb atty messrs mgr msgr
"""
_MONTHS = "jan feb mar apr jun jul aug sept sep oct nov dec"
_OTHERS = """
    vs v approx dept est vol cf al ave blvd rd sq mt ft km hrs inc ltd corp co bros llc assn univ
    govt natl intl jr e.g i.e a.k.a u.s u.n u.k u.s.a e.u u.a.e d.c f.s.a i.d.f p.a n.y l.a ph.d
    b.a m.a n.c s.c n.j calif fla mich minn okla tenn tex conn ariz colo ky neb nev
"""
KNOWN = frozenset(f"{_RANKS} {_MONTHS} {_OTHERS}".split())

# After these a capital letter goes on: a title is followed by a name.
JOINING = "|".join([*_RANKS.split(), "vs", "approx", "cf", r"e\.g", r"i\.e", "mt"])
