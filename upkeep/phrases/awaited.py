"""Who is named and was hardly met: who left, is one of ours, or is awaited, or another came for.

And words that some are called by, where they say how or where it was: 在安静的会议室.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from upkeep import names
from upkeep.phrases import words
from upkeep.phrases.firms import Said
from upkeep.phrases.runs import Run
from upkeep.phrases.story import is_story
from upkeep.phrases.text import MENTIONS, TAKEN

#: Hanzi of the shortest whole name, and of a given name.
_NAME = 2
_OF_FIRM = re.compile(r"(?:(?<![a-z])(?:at|from|of)\s+(?:the\s+)?|[@(（]\s*)$")
_FIRMS_OWN = re.compile(r"'s?(?![a-z0-9])|\s*[的)）]")

_ADVERBS = (
    r"(?:[ ,()]|(?:who|has|had|have|is|was|will|would|may|might|should|shall|'s|got|been|be|being"
    r"|just|now|already|recently|finally|soon|also|never|not|to|going|sadly|unfortunately|really"
    r"|apparently|almost)(?![a-z]))*(?<![a-z])"
)
_NEW = r"(?:job|number|role|boss|title|position|phone|address|e-?mail|employer|company)"
#: Of a bare name: what became of somebody, who was not met for that; and what he is to do yet.
_BECAME = re.compile(
    rf"{_ADVERBS}(?:left|leav(?:e|es|ing)|quit(?:s|ting)?|resign(?:ed|s|ing)?|retir(?:ed?|es|ing)"
    r"|mov(?:ed?|es|ing)|transferr?ed|join(?:s|ing|ed)?(?! (?:us|me|in|by|via|for|from|on|over|the"
    r" (?:call|meeting|lunch|dinner|visit))(?![a-z]))|start(?:s|ed|ing)?(?= (?:at|as|in|work))"
    r"|step(?:s|ped|ping) down|pass(?:ed|es) away|died|dead|fired|laid off|let go|gone|promoted"
    r"|replaced|dismissed|sacked|appointed|married|divorced|engaged|pregnant|born|covid|hospital"
    r"|(?:on )?(?:maternity|paternity|parental|long) leave|no longer|changed|in charge"
    rf"|(?:an? )?(?:new |different ){_NEW}|an? (?:baby|son|daughter)"
    r"|(?:broke|hurt|lost) (?:his|her)|(?:the|our|their|my) new|new (?:at|in|here)"
    r"|(?:at|with|in)(?= [a-z]+\s*$)|tak(?:en|es) over|took over"
    r"|(?:called? back|call|ring|phone|write|reply|answer|respond|come|visit|see|meet|get back"
    r"|reach out)(?![a-z'])(?<!called)(?! ?(?:from|with|to) )|owes (?:me|us)|expected|pending"
    r"|(?:is|was) (?:the|an?|from|responsible|based)|(?:reports|reporting) to|works (?:at|for)"
    r"|(?<=s) (?:number|phone|e-?mail|address|birthday) (?:is|was)|awaited|tb[acd]|to be"
    r"|'?s? ?(?:last day|birthday|farewell|wedding))(?![a-z])"
)
_BECAME_HAN = re.compile(
    r"[ ,，\x01]*(?:已经?|刚刚?|早就?|快|要|正式|突然|最近|好像|打算|准备|正在?|在|也|都|又|将|即将"
    r"|[年月][底初]|[上下这]个?[周月]|[昨今前明]天|提|办|被|主动|申请|去年|今年|\x01)*(?:离职|辞职|离开|退休|调[走离到去任往]"
    r"|跳槽|升[职任为了]|晋升|高升|转岗|去世|过世|病逝|裁[了员掉]|开除|辞退|住院|结婚|离婚|怀孕|生[了孩二]|换[了工部号岗电]"
    r"|不干了|走[了咗]|辞咗|病咗|出咗|放咗?假|冇[嚟覆返听]|嚟唔|唔[嚟喺得]|另谋|下岗|到任|上任|新任|入职|接任|接手|休?产假|请[病事年产]?假|不在[^,，。；]{1,10}[了干做]|的?生日)"
)
#: Before whom one is to meet later today, if it is not told how it went: 今晚和王芳吃饭.
_LATER = re.compile(
    r"(?:今天?晚上?|今夜|今儿晚上?|[等待]一?[会下]儿?|过一?会儿?|(?<!了)一会儿?|晚点|稍后|这就|[等一]阵|阵间|迟[啲点])"
    r"[^,，。;；了过咗完到着碰遇]*$"
    r"|(?:^|[,，。;；]|今天)\s?(?:[上下中]午|傍晚|晚上)(?:\d{1,2}[点:时][半刻\d]{0,2})?[去要]?见\s?$"
)
_WENT_SO = re.compile("[了过咗完聊谈说讲倾:#]|年夜|尾牙")
#: What is told of somebody, and by itself of no attempt.
_LEFT = re.compile("离职|辞职|退休|调走|走了|下岗|产假|裁|开除")
#: Of who only stood on a stage, or sent one to another.
_SPOKE = re.compile(
    r" +(?:(?:spoke|speaks|speaking|talked|talks|appeared|presented|lectured|performed)"
    r"(?= (?:at|on stage|on the|on tv)(?![a-z])|\s*[\x01.,;]|\s*$)"
    r"|(?:gave|gives|held|holds) (?:an? |the |his |her )?"
    r"(?:talk|speech|keynote|lecture|presentation|address)(?! (?:to|for) (?:me|us))"
    r"|(?:won|wins|received) (?:an? |the )?(?:[a-z]+ )?(?:award|prize)"
    r"|(?:was |were )?on (?:stage|the panel|tv)|(?:sent|referred|pointed|directed) (?:me|us) to "
    r"|(?:organi[sz]ed|hosted|chaired|opened|closed) (?:an? |the ))"
    r"|(?:在[^,，。；]{0,10}[上里中\x01])?(?:做了?|作了?|发表了?)?"
    r"(?:发言|演讲|致辞|讲话|获奖|得奖|领奖|上台|登台|上电视)|\s?做了?报告"
)
#: Before whom it names: one waits for him, would like to meet him, or has only heard of him.
_AWAITED = re.compile(
    r"(?<![a-z])(?:wait(?:ing)?|await(?:s|ing)?|expect(?:s|ing)?|pending|need|due|owe|appointment"
    r"|looking forward|look forward|dying|thinking|hope|hoping|might|trying|dream(?:t|ed)|would"
    r"|wish(?:ed)?)(?: (?:for|on|of|about|an?|the|another|to|back|be|love|like|nice|good|great"
    r"|from|with|by|phone|video|calls?|reply|response|answer|feedback|message|visit|news|word"
    r"|meeting|meet|seeing|see|get|lunch|dinner|coffee|i|had|met|seen|visiting|calling))*\s$"
    r"|(?:(?<![\u4e00-\u9fff])|(?<=[还在正仍就天日们我直午晚早]))"
    r"(?:等着?|等候|等待|静候|坐等|恭候|期盼|待|欠|该)\s?$"
    r"|(?:有空|有机会|有时间|改天|争取|求|该|盼着?|期盼|梦|恨不得)(?:能|再|就|要|去|来|可以)*"
    r"(?:见[到面见]?|拜访|走访|回访|约见?|找|联系|和|跟|与)\s?$"
    r"|(?:听[说闻讲]|据[说悉称讲闻]|据了解|得知|获悉)[,，]?\s?$"
    r"|(?:群|照片|相片|名单|图|网上?|新闻|电视|朋友圈|领英|视频[里中]|报纸|梦)[里中上]?[^,，。;；]{0,2}[看见睇][到见]?了?\s?$"
)
#: Before whom one only addresses, with no word of a visit.
_ADDRESSED = re.compile(
    r"(?:感谢|谢谢|多谢|转告|通知|提醒|抄送|密送|转发给?|告诉|告知|恭喜|祝贺?|致|查一?下?|搜一?下?|拜托)\s?$"
)
#: Whom one only saw, and what he did.
_SAW_HIM = re.compile(r"[看睇望瞥][到见]了?\s?$")
_DOING = re.compile(r"\s?(?:正?在|[和跟与同]|上[车台]|下车|走|离|开|进|出|发|的)(?!.*[聊谈])")
#: For whom something was done without him, or whom one looks for; alone or with what was sent.
_FOR = re.compile(r"(?:^|[,，。;；在天])\s?(?:给|找|搵|为|畀)\s?$")
_SENT = re.compile(
    r"\s?(?:寄|邮寄|快递|报了?价|订|买|留了?言|汇款|做.{0,4}方案|打款|报销|改图|付款|转账|写了?封?信"
    r"|写了?(?!.{0,3}(?:微信|短信|消息|邮件|信息))|发了?.?(?:报价|方案|请柬|邀请|资料|合同|图纸?|链接|文件|报告|通知|货))"
)
#: Somebody unknown till now, whatever else was tried.
_NEVER = re.compile(
    r"(?<![a-z])(?:never|not yet|yet to) (?:met|meet|seen|see|visited)\s$"
    r"|(?:还|从来?|一直|至今|尚|暂时)[没未]有?(?:见|拜访|访问|接触|联系)过\s?$"
)
_WISHED = re.compile(
    r"(?<![本原不])想(?:要|去|来|再|早点|尽快|一直|给)*"
    r"(?:见[到面]?|拜访|回访|约见?|找|请|和|跟|与|联系)\s?$"
)
#: What says that one tried: 想见李伟，没见到.
_TRIED = re.compile(
    "没|不[在接见巧]|未|无人|出差|取消|扑|开会|请假|忙|休假|关机|占线|爽约|失约|改期|拒|空[了跑]|鸽子"
)
#: Behind whom it names: the day is still to be found.
_TO_COME = re.compile(
    r"[\s,]*(?:expected|pending|awaited|tb[acd]|to be [a-z]+ed|no (?:date|time) yet)(?![a-z])"
    r"|[\s\x01]*(?:打|发|联系|沟通|商量|通|去|了|个|电话|微信|\x01)*(?:约|商定|敲定|确[认定]|定)(?:好|了|个|一?下)*"
    r"(?:时间|日子|日期|改天|行程|下[个周月次]|[见会]面(?!.*聊)|$)|一个(?:电话|答复|回复)"
)
_ROLE = (
    r"(?:colleague|co-?worker|team ?mate|boss|chief|c[efto]o|director|manager|engineer|intern"
    r"|trainee|apprentice|new hire|sales(?: ?man| rep)?|rep|assistant|specialist|expert|technician)"
)
_ROLE_HAN = (
    "(?:老板|领导|同事|副?总|总?经理|总监|主管|销售|技术|售后|工程师|助理|徒弟|师傅|实习生"
    "|董事长|新人)"
)
_COLLEAGUE = re.compile(rf"(?<![a-z])(?:our|my)(?: own| new| dear)* {_ROLE}\s$")
#: Before one of ours, and behind: `our Ann Lee`, `Ann Lee and I`.
_OURS = re.compile(
    rf"(?<![a-z])(?:our|my)(?: own| new| dear)*\s$|(?:^|[,，。天日午晚早和跟与同陪带])"
    rf"(?:(?:我们|咱们?|本|我)(?:的|公司|司|方|部门|团队|组|处)+{_ROLE_HAN}?|我们?{_ROLE_HAN}"
    r"|老板|领导|同事|徒弟|实习生|我们|咱们?)\s?$"
)
#: The same, if others were met by them: `me and Ann met Bob`.
_WITH_ME = re.compile(
    r"(?:^|[,;.\s])(?:i|me|myself)\s(?:and|&|\+|with)\s$|(?:^|[,，。天日午晚早])我[和跟与同带]\s?$"
)
_MET = re.compile(
    r"(?<![a-z])(?:met|saw|visited|talked|spoke|had|called|went|took)(?![a-z])|[见访碰遇会拜]"
)
_FRIEND = re.compile(
    r"(?:good |old |dear |main )*(?:friend|contact|customer|client|guest|host)s?\s"
)
_OURS_BEHIND = re.compile(
    r"[\s,(]*(?:(?:from|of|in) (?:our|my) |ours|one of (?:us|ours)|my colleague)"
    r"|\s*(?:and|&|\+) i\s|\s?[和跟与同陪带]着?我们?(?=[^,，。；的]*[见访碰遇会拜])"
)
#: One who did something, before one met another: `Ann spoke at the expo, I met Bob`.
_OPENS = re.compile(rf"(?:^|[.;。；])[\s{TAKEN}{MENTIONS},，]*(?:after |while |when |as |saw )?$")
_I_MET = re.compile(
    r" +(?!(?:came (?:by|over|in|to|round|along)|visited us|dropped|stopped|popped|joined us"
    r"|called me|received|welcomed|showed|took us|took me|hosted us|invited us|lunch|dinner"
    r"|breakfast|coffee"
    r"|call|zoom|video|teams|on|at|over|for|by|in|and|with|yesterday|today|this|last)(?![a-z]))"
    r"[a-z]+[^.;]*?(?:[,;.]|(?<![a-z])(?:and|but|so|while|then|when))"
    r" (?:(?:but|so|then|today|now|instead|later) )*(?:i|we) (?:[a-z]+ )?"
    r"(?:met|saw|visited|talked|spoke)(?![a-z])"
    r"|(?![来到和跟与陪带吃喝]|电话|微信|视频|接待|[请邀](?!假)|约我)[\u4e00-\u9fff\x01]+[,，；;。]\s?"
    r"(?:所以|于是|就|今天|昨天|\x01)*我们?(?:就|只|只好|另外|后来)*[见去拜访找和跟与\x01]"
)
#: What was meant before it came otherwise: 本来约了王芳，结果见了李伟.
_WAS_TO = re.compile(
    r"本来|本[想要]|以为|原[来本先定]|原计划|起初|一开始|说好|讲好|约[了好的见]|约\s?$|计划|打算|想[见找约]"
    r"|(?<![a-z])(?:originally|initially|planned|meant|booked|wanted|at first"
    r"|(?:asked|came|looked|hoped) for\s$"
    r"|(?:hoped|supposed|going|wished) to|appointment)(?![a-z])"
)
_WENT = re.compile(r"[去来要]找|去拜访|去见|冲着|(?<![a-z])(?:(?:went|came) to)(?![a-z])")
_BUT_MET = re.compile(
    r"结果|却|不过|没想到|谁知|反而|倒是|实际|(?:换|但)见|而是|接待的|[,，；;。\s](?:可(?!以)|但|改|换)"
    r"|(?:见|来|见到)的是"
    r"|(?<![a-z])(?:ended up|but(?! also)|instead|actually|however|only|got|found)(?![a-z])"
)
_INSTEAD = re.compile(r"(?<![a-z])instead(?![a-z])")
_SAW = re.compile(r"\s*, (?:met|saw|found|got)(?![a-z])")
_THEN_MET = re.compile(
    r"后来|最[后终]|只|[碰遇][到见上]|到了"
    r"|(?<![a-z])(?:in the end|then)(?![a-z])|, (?:met|saw)(?![a-z])"
)
#: A word that some are called by, where it says where or how it was.
_PLACED = re.compile(r"[在于](?:很|非常|十分|比较|一?个)*\s?$")
_OF_WORD = re.compile(
    r"\s?(?:的(?!陪同|带领|引荐|介绍|邀请|安排)|(?:咖啡|茶|酒|饭|宾|会)[馆店楼厅吧庄所]|餐厅|大厦|广场|路|街|商场)"
)
_HOW = re.compile(
    r"\s?(?:地(?=[见和跟与拜\x01])|起见|的(?:时候|会[面谈]|一[天次]|下午|上午|晚上|心情))"
)

#: What says no more than how one met, or that one went there, right before the verb or the name.
_GLADLY = re.compile(
    "(?:[就又还也却再才都刚正很的下地了着过完咗我们一去从自来到见碰遇撞探望会找搵看接送带陪打畀俾倾同跟和与向给请帮]"
    "|还是|过[来去]|出[来去]|原来|本来|直接|结果|后来|大早|今早|今晨|单独|亲自|终于|总算|顺利|匆匆|简单|短暂"
    "|正式|首次|初[次见]|再度|多次|第[一二三]次|[两几三]次|有幸|荣幸|高兴|成功|远程|现场|上门|代表|特地|专门|特别|刚好"
    "|正好|恰好|碰巧|凑巧|意外|居然|临时|看[到见]?|睇[到见]|电话|已经?|自己|例行|定期|突然|冒昧|冒雨|礼节性|集中"
    "|借机|趁机|如约|按约|顺[道带]|出差|开车|公司|办公室|楼下|车间|厂里|门口|完成|迎接|连夜|私下|如愿|当场|上|对|欢迎)+"
)
#: Who met him, or what makes it doubtful that it was so: 业务拜访了王芳, 谎称见了王芳.
_OTHERS = re.compile(
    "[称说听据传讲骗假装梦问谁佢他她人若没冇未不唔忘想要该差曾远]|是否|好像|似乎|仿佛|以为|如果|要是|万一|可[能以]|应该|客户|业务|主管|经理|总$"
    "|销售|同事|老[板细师大]|领导|对手|同行|友商|公司$|部门|团队|前任|搭档|徒弟|售后|技术$|供应商|代理|经销|新人$|秘书|助理|师傅|工程师|[让叫请派托替代帮]"
)
_DONE = re.compile(r"\S[了过完咗]|[碰遇]")
_VERB = re.compile("[看睇望瞥][到见]了?|[去来再要]*[见找约搵]|[去来再要]+拜访")
_ALONG = re.compile(r"[和跟与及同给帮带陪为替请找送接见搵]\s?$")
_AT = re.compile(r"[在于从](?:我们?)?\s*$")
#: Nothing between words and a name but a verb of meeting, and blanks for a customer.
_TO_NAME = re.compile(
    rf"[去来到得起了过]*(?:一下)?(?:[上下中]午|晚上)?(?:{words.VERBS_HAN})?[\s的]*"
)


def blanked(plain: str, said: Sequence[Said]) -> str:
    """A text without the customers known in it, and without their marks; places stay."""
    for one in (one for one in said if one.ids):
        before, own = _OF_FIRM.search(plain, 0, one.start), _FIRMS_OWN.match(plain, one.end)
        start, end = (before.start() if before else one.start), (own.end() if own else one.end)
        plain = plain[:start] + " " * (end - start) + plain[end:]
    return plain


def doubted(
    runs: Sequence[Run], plain: str, typed: str, *, held: bool, missed: bool
) -> Iterator[Run]:
    """The runs; doubtful who was hardly met.

    Args:
        runs: what may name somebody.
        plain: the folded text, `blanked`.
        typed: the same, not blanked.
        held: the parts say that somebody was met, or how.
        missed: they say that nobody was reached.
    """
    led = {id(run) for one, run in pairwise(runs) if _leads(plain, typed, one, run)}
    for run in runs:
        before = led_by(plain, run)
        rest = plain[run.end : max(runs[-1].start, run.end)]
        doubt = (
            (id(run) in led and not missed)
            or _is_awaited(before, plain, run, missed=missed)
            or (not held and _is_told_of(before, plain, run, missed=missed))
            or _COLLEAGUE.search(before) is not None
            or (len(runs) > 1 and _is_ours(before, plain, runs, run))
            or (bool(rest) and _is_before(before, rest, plain, run))
        )
        along = run.joined or _ALONG.search(before) is not None
        yield replace(run, doubtful=run.doubtful or doubt, along=along)


def _leads(plain: str, typed: str, said: Run, run: Run) -> bool:
    """Whether words in hanzi right before a name say who met him, or perhaps that nobody did.

    渴望见到王芳, 业务拜访了王芳, 认识华虹的王芳; not 终于见到王芳.
    """
    between = plain[said.end : run.begins]
    where = between.strip() and _AT.search(plain, 0, said.start)
    return (
        not where
        and typed[said.end] != " "
        and _TO_NAME.fullmatch(between) is not None
        and _is_doubtful(names.simpler(names.fold(said.text)), between)
        and names.has_hanzi(said.text)
        and is_story(said.text)
        and not (names.has_hanzi(run.text) and is_story(run.text))
    )


def _is_doubtful(said: str, verb: str) -> bool:
    """Whether words before a verb say more than how it was; what was done was hardly planned."""
    if _DONE.search(verb):
        return _OTHERS.search(said) is not None
    return _GLADLY.fullmatch(said) is None


def led_by(plain: str, run: Run) -> str:
    """What stands before a name, with the verb that the run begins with: 几时见王芳."""
    verb = _VERB.match(plain, run.begins, max(run.end - _NAME, run.begins))
    return re.sub(" +", " ", plain[: verb.end() if verb else run.begins])


def _behind(pattern: re.Pattern[str], plain: str, run: Run) -> re.Match[str] | None:
    """What is told of a run, behind it or at its end: 李伟被裁."""
    hanzi = names.has_hanzi(run.text)
    places = (
        at
        for at in range(min(run.start + _NAME, run.end), run.end + 1)
        if hanzi or at == run.end or plain[at] == " "
    )
    return next(filter(None, (pattern.match(plain, at) for at in places)), None)


def _is_awaited(before: str, plain: str, run: Run, *, missed: bool) -> bool:
    """Whether one only waits for somebody, wishes to meet him, or saw him on a stage."""
    if _NEVER.search(before) or (_WISHED.search(before) and not _TRIED.search(plain, run.end)):
        return True
    if _SAW_HIM.search(before) and _behind(_DOING, plain, run):
        return True
    if _LATER.search(before) and not _WENT_SO.search(plain, run.end):
        return True
    behind = _behind(_TO_COME, plain, run) or _behind(_SPOKE, plain, run)
    return not missed and bool(_AWAITED.search(before) or behind)


def _is_told_of(before: str, plain: str, run: Run, *, missed: bool) -> bool:
    """Whether no more is told than what became of somebody: 离职了, and not 离职了，没见到."""
    became = _behind(_BECAME_HAN, plain, run)
    if not missed:
        short = len(run.text) - len(names.surname(run.text)) <= _NAME
        alone = short and not plain[run.end :].strip(" .。!")
        sent = _FOR.search(before) and (alone or _behind(_SENT, plain, run))
        has_become = became or any(_BECAME.match(plain, at) for at in run.ends(plain))
        return bool(sent or has_become or _ADDRESSED.search(before))
    return became is not None and bool(_LEFT.search(became[0])) and not _TRIED.search(plain)


def _is_ours(before: str, plain: str, runs: Sequence[Run], run: Run) -> bool:
    """Whether one of several is a colleague: `our Ann and I met Bob`."""
    ours = _OURS.search(before) and not _FRIEND.match(plain, run.start)
    with_me = _WITH_ME.search(before) and _MET.search(plain, run.end, runs[-1].start)
    return bool(ours or with_me or _behind(_OURS_BEHIND, plain, run))


def _is_before(before: str, rest: str, plain: str, run: Run) -> bool:
    """Whether others were met than who is named before them, or it is a word; `rest`: between."""
    but = _BUT_MET.search(rest)
    return bool(
        _behind(_HOW, plain, run)
        or (_PLACED.search(before) and _behind(_OF_WORD, plain, run))
        or (_OPENS.search(before) and _I_MET.match(rest))
        or (_WAS_TO.search(before) and (but or _THEN_MET.search(rest)))
        or (_WENT.search(before) and (but or _SAW.match(rest) or _INSTEAD.search(plain, run.end)))
    )
