"""The typed line: Slack's markup taken out, case and width folded, every letter traceable."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from upkeep.names import fold_letter

#: Stands where something was already understood; no word ever crosses it.
TAKEN = "\x01"

_MENTION = 0xE000  # first of the private characters that stand for mentions
_MOST_MENTIONS = 500
_MARKUP = re.compile(r"<([@#!]?)([^<>|\n]{1,3000})(?:\|([^<>\n]{0,3000}))?>")
_MEMBER = re.compile(r"[UW][A-Z0-9]{1,30}", re.IGNORECASE)
_EMOJI = re.compile(r"(?<![\w:]):[a-z0-9_+'-]*[a-z_+][a-z0-9_+'-]*:(?!\w)")
#: As WeChat writes them.
_FACES = re.compile(
    r"\[(?:强|弱|赞|握手|抱拳|微笑|呲牙|偷笑|大笑|憨笑|笑哭|捂脸|愉快|得意|鼓掌|合十|玫瑰|爱心|庆祝|加油|胜利|拥抱"
    r"|旺柴|哇|耶|吃瓜|奋斗|可怜|流泪|大哭|尴尬|疑问|ok)\]"
)
_ENTITY = re.compile(r"&(lt|gt|amp);", re.IGNORECASE)
_ENTITIES = {"lt": "<", "gt": ">", "amp": "&"}

#: Traditional characters of the words of phrases; names are compared as they stand.
_SIMPLER = str.maketrans(
    "並佈佔併來侷係倉個們偉備傢僅價儀儲兒內兩別剛劃動務匯區卻卽參員問喫單嘗噹嚐囌國圖團報場塊塗墰"
    "壇壓壜壞夠學實寧審寫將專對導層峯島師帳帶幷幾庫廈廠廣廳張彆彔彙後從復態慶憂應戶採揚換損撥撲擔"
    "擼攤敎數於昇時書會朮東査條業樓標樣機檢櫃歲殺氣決沒淩測準溝溫滅滙滿漢為無燒營爲爾現環產産當療"
    "發盃監矽確礦禮稅箇節範簽籤糰紀約紙紡紹終絡給經綫維網線練緻總織繫續纔罈罎聯聽膠臨與興華蒞蓆蔘"
    "藥蘇處號術衕裏裝裡製複見規視覺覽觀訂計訊討訓記訪設訴註評試話該誌認語說説調談請論講證議護讓讚"
    "負財貨責買質賬購賽贊車軟軸較輪輸辦農迴這連週進運過達遠還邊郵醫釘針鈡銅銷鋁鋼錄錫錯録錶鍋鍛鍼"
    "鍾鎢鏈鐘鐵鑄長門開閑閒間閤閥關陞險隻雙雲電項順頓頭頻題額願顯飛飯飲養饋駐騰驗體髮鳥鳴鴿麪麫麵"
    "麼麽點齒齣龍",
    "并布占并来局系仓个们伟备家仅价仪储儿内两别刚划动务汇区却即参员问吃单尝当尝苏国图团报场块涂坛"
    "坛压坛坏够学实宁审写将专对导层峰岛师账带并几库厦厂广厅张别录汇后从复态庆忧应户采扬换损拨扑担"
    "撸摊教数于升时书会术东查条业楼标样机检柜岁杀气决没凌测准沟温灭汇满汉为无烧营为尔现环产产当疗"
    "发杯监硅确矿礼税个节范签签团纪约纸纺绍终络给经线维网线练致总织系续才坛坛联听胶临与兴华莅席参"
    "药苏处号术同里装里制复见规视觉览观订计讯讨训记访设诉注评试话该志认语说说调谈请论讲证议护让赞"
    "负财货责买质账购赛赞车软轴较轮输办农回这连周进运过达远还边邮医钉针钟铜销铝钢录锡错录表锅锻针"
    "钟钨链钟铁铸长门开闲闲间合阀关升险只双云电项顺顿头频题额愿显飞饭饮养馈驻腾验体发鸟鸣鸽面面面"
    "么么点齿出龙",
)


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence as it is read.

    Attributes:
        typed: as typed, without markup and escapes; mentions are single private characters.
        plain: folded, for recognising words; grammar words in simplified characters.
        origin: for each letter of `plain` the place in `typed` it came from.
        mentions: Slack ids in the order of their first place.
    """

    typed: str
    plain: str
    origin: tuple[int, ...]
    mentions: tuple[str, ...]

    def piece(self, start: int, end: int) -> str:
        """What was typed for `plain[start:end]`, mentions as Slack writes them."""
        if start >= end:
            return ""
        typed = self.typed[self.origin[start] : self.origin[end - 1] + 1]
        return "".join(self._shown(letter) for letter in typed)

    def _shown(self, letter: str) -> str:
        who = mention(letter)
        return letter if who is None else f"<@{self.mentions[who]}>"


def mention(letter: str) -> int | None:
    """Which mention a letter stands for; None: an ordinary letter."""
    place = ord(letter) - _MENTION
    return place if 0 <= place < _MOST_MENTIONS else None


#: A character class of the letters that stand for mentions.
MENTIONS = f"{chr(_MENTION)}-{chr(_MENTION + _MOST_MENTIONS - 1)}"


def simpler(folded: str) -> str:
    """Folded text with the traditional characters of grammar words made simple."""
    return folded.translate(_SIMPLER)


def line(raw: str, *, escaped: bool) -> Line:
    """The line behind what Slack sent (`escaped`) or what was typed elsewhere.

    Mentions are markup in both; only Slack escapes `&`, `<` and `>`.
    """
    mentions: list[str] = []
    typed = "".join(_unmarked(raw, escaped=escaped, mentions=mentions))
    plain: list[str] = []
    origin: list[int] = []
    for place, letter in enumerate(typed):
        for folded in _folded(letter):
            plain.append(folded)
            origin.append(place)
    folded = simpler("".join(plain))
    for signs in (_EMOJI, _FACES):
        folded = signs.sub(lambda found: " " * len(found[0]), folded)
    return Line(typed, folded, tuple(origin), tuple(mentions))


def _unmarked(raw: str, *, escaped: bool, mentions: list[str]) -> list[str]:
    parts: list[str] = []
    end = 0
    for found in _MARKUP.finditer(raw):
        parts.append(_unescaped(raw[end : found.start()], escaped=escaped))
        end = found.end()
        sign, address, label = found[1], found[2].strip(), found[3]
        if sign == "@" and _MEMBER.fullmatch(address):
            member = address.upper()
            if member not in mentions and len(mentions) < _MOST_MENTIONS:
                mentions.append(member)
            known = member in mentions
            parts.append(chr(_MENTION + mentions.index(member)) if known else " ")
        elif sign == "" and not escaped:
            parts.append(found[0])  # a plain < and > of somebody's
        elif sign == "!" and not label:
            parts.append(" ")
        else:
            parts.append(_unescaped(label or address, escaped=escaped))
    parts.append(_unescaped(raw[end:], escaped=escaped))
    return parts


def _unescaped(text: str, *, escaped: bool) -> str:
    text = "".join(" " if mention(letter) is not None else letter for letter in text)
    return _ENTITY.sub(lambda found: _ENTITIES[found[1].lower()], text) if escaped else text


@lru_cache(maxsize=4096)
def _folded(letter: str) -> str:
    if letter == "\n" or mention(letter) is not None:
        return letter
    kind = unicodedata.category(letter)
    if kind == "Cf":
        return ""
    if kind in ("Cc", "Cs", "Co", "Cn", "So", "Zs", "Zl", "Zp"):
        return "\n" if kind in ("Zl", "Zp") else " "
    return fold_letter(letter).replace("’", "'").replace("‘", "'")
