"""The words by which news prose reports what somebody said."""

_SAID = """
    said says say told tells tell added adds add announced announces announce reported
    reports report stated states state claimed claims claim confirmed confirms confirm
    denied denies deny warned warns warn explained explains explain noted notes note
    insisted insists insist acknowledged acknowledges acknowledge admitted admits admit
    argued argues argue alleged alleges allege asserted asserts assert maintained maintains
    maintain recalled recalls recall declared declares declare disclosed discloses revealed
    reveals reveal testified testifies testify vowed vows vow wrote writes tweeted tweets
    posted replied responded answered complained complains conceded concedes contended
    contends estimated estimates estimate emphasized emphasised stressed stresses stress
    suggested suggests suggest predicted predicts predict urged urges urge asked asks ask
    concluded concludes conclude quipped joked lamented countered pointed charged accused
    accuses remarked remarks commented comments observed repeated reiterated cautioned
    cautions boasted described describes believes believe believed
"""
SAYING_VERB = "|".join(sorted(_SAID.split(), key=len, reverse=True))
