"""What others did or are asked to do, and what was written or done for somebody."""

import re

from upkeep.phrases.text import MENTIONS
from upkeep.phrases.unmet import MEET

#: Nothing behind it says that whoever writes was there.
_ME = r"(?!.*(?<![a-z])(?:me|i|we|us)(?![a-z]))"
_FIRST = r"\s*(?:(?:yesterday|today|[昨今前]天|[上下]午|上?周.)[\s,]*)*"
#: Somebody was met by a colleague, who was mentioned, and not by who writes.
_COLLEAGUE_DID = re.compile(
    rf"{_FIRST}(?:[{MENTIONS}]|@[a-z][a-z0-9_.-]*)\s?(?:has |had |just |also |already )*(?:met"
    rf"|saw|visited|called|phoned|had (?:lunch|dinner|coffee|a call)|went to see|spoke"
    rf"|talked)(?![a-z]){_ME}"
    rf"|{_FIRST}由?(?:[{MENTIONS}]|@[a-z][\w.-]*)\s?(?:[昨今前]天|你|单独|自己|已经?|刚刚?|也|[去来请])*"
    r"(?:见|拜访|走访|回访|联系|打电话|[给请约]|[和跟与同](?!我))(?!.*我)"
)
#: Written for somebody, or to him: 给王芳：, 帮王芳见了李伟.
_FOR_HIM = re.compile(
    rf"{_FIRST}(?:给|致|转发?|抄送|回复|代|替|帮)[^:,，。;；\s]{{2,5}}:"
    r"|[^,，。;；:]*?(?:帮|替|代|为)\s*[\u4e00-\u9fff]{2,4}?(?:去)?(?:见|拜访|约|联系|记)"
    rf"|[^,，。;；]*?(?:让|叫|派|请|托)\s?[{MENTIONS}]"
    r"|\s*(?:i |we )?sent [^,.;:]*?\s(?:an?|the) (?:card|gift|present|letter|flowers|invite"
    r"|invitation|reminder|(?:meeting )?request)"
)
#: He was called, and another answered.
_ANSWERED = re.compile(
    r"[^:\n]*?(?:电话|手机)了?,\s*是?(?![他她]接|本人|终于|总算|很快|立刻)"
    r"[^,。;我没未不]{1,4}接(?:的|了)"
    r"|[^:\n]*?给[^,。;\s]{2,4}发了?(?:会议)?邀请|[^:\n]*?电话了?,?说[他她]不在"
    r"|[^:\n]*?,(?:但是?|可惜)?我(?:不在|没在|没赶上)(?=\s*(?:$|[,。]))|[^:\n]*?来电,?我?没接[到着]"
    r"|\s*[^,，。;；和跟与同接打]{2,8}的电话\s*(?:$|@)"
)
_PLEASE = re.compile(rf"\s*{MEET}(?![a-z]).*?(?<![a-z])(?:please|pls|plz|asap)[\s.!]*$")


def did_it(plain: str, end: int) -> bool:
    """Whether a sentence, whose parts end at a place, asks for something, or tells of others.

    What others did, or for whom something was done: `@dana met Ann Lee`, 帮王芳见了李伟.
    """
    did = _COLLEAGUE_DID.match(plain, 0, end) or _FOR_HIM.match(plain, 0, end + 1)
    return bool(did or _PLEASE.match(plain) or _ANSWERED.match(plain))
