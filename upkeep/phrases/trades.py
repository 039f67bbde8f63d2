"""Words of business and trades that name nobody, though a part of them might.

安 of 安装 begins names, 除 of 除颤 says who was not there. A word is here for such a sign only; it
has two signs and is nobody's name, no title and no relation. Traditional signs are made simple
first.
"""

WORDS = frozenset(
    """
薄膜 厚度 膜厚 不均 不稳 堵车 安装 安全 安检 安规 安防 安置 安排
一台 一体 一期 一次 一致 丁烷 丁腈 万向 万用 万能 三年 三期 三次 三班 上游 上线 下游 不停 不符 不良
不足 不锈 东部 两台 两期 严格 严重 中期 中段 主体 主供 主动 主控 主料 主机 主板 主流 主要 主轴
主题 事件 事宜 事故 事项 二期 二次 交期 亮点 人体 人力 人工 人机 从业 付款 代办 代工 代码 价单
价钱 任务 会前 会后 传导 伦理 余压 余料 余热 余量 余额 保单 保管 信号 修改 修理 偏差 偏高 停工
健康 储能 允许 免费 全检 全程 公共 公司 公差 公式 公示 公章 公约 公路 关停 关务 关封 关机 关税
关键 关闭 内容 冶金 冷冰 冷冻 冷凝 冷却 冷媒 冷库 冷机 冷水 冷源 冷藏 冷链 净区 出关 分包 分区
初期 初检 初步 初验 判别 利润 利用 到期 制程 前处 前景 前期 前段 前置 前道 前驱 办理 加工 助剂
助力 助焊 包含 包月 包材 包装 化工 区域 区间 十万 升华 半导 半年 半成 华东 华北 华南 协同 单一
单价 单位 单号 单据 单晶 单机 单耗 单证 单车 卡点 卫星 危化 危废 危险 厂区 历史 压差 原理 及时
双班 叶片 叶轮 号码 合同 合约 合金 同步 同轴 名单 后台 后处 后期 后段 后续 后置 后道 听诊 周报
周期 周检 周结 周转 和解 售后 器人 回路 回顾 国产 国标 国际 地点 型号 基板 增长 处方 处理 备件
备份 备品 备料 备用 备货 复工 夏季 外包 天然 天线 奖金 套管 孔径 孔板 季度 季报 季结 官网
定向 定时 定期 实施 实时 审查 审计 客诉 宣传 家具 家电 容器 容量 宽容 宿舍 对单 对齐 导体 导入
导热 导电 导管 导线 导航 导轨 寿命 封口 封条 封测 封装 小时 尼龙 工业 工位 工作 工具 工况
工单 工卡 工厂 工地 工序 工时 工期 工段 工程 工艺 工装 左右 巩固 差价 差异 差旅 常压 常态 常温
常规 干冰 干式 干扰 干法 干泵 干燥 干粉 平台 平均 平整 平衡 平面 年产 年代 年会 年包 年审 年底
年度 年报 年检 年终 年限 广告 库区 应付 应力 应变 应对 应急 应收 应用 应答 延时 延长 开关 开工
开户 弓形 引导 张力 弯管 强制 强化 强度 总价 总成 总线 总结 总装 总账 总量 想法 成交 成像 成分
成品 成型 成套 成本 手工 打包 打印 打压 打孔 打托 打捆 打料 打标 打样 打版 打码 打磨 扣除
扩容 批号 承包 技改 护理 报关 报单 押金 抽查 拆除 换单 排查 排除 措施 提升 提单 提取 提成 提柜
提案 提示 提箱 提纯 提货 提速 提高 插管 援助 支付 支持 支撑 支架 支线 收费 改单 改善 改型 改派
改版 改线 改进 改造 整改 整理 文件 文本 文档 料单 料号 方向 方式 方案 方法 施工 日常 日报 日期
日检 日程 日结 早会 早班 时序 时效 时段 时钟 时长 时间 明细 明胶 易损 易碎 易耗 星级 晚班 暴露
曲线 曲轴 曲面 更改 替换 月供 月台 月度 月报 月结 有关 期限 未税 权限 松动 松香 板卡 板式 板材
板框 查漏 查询 查货 查验 柴油 标准 校准 核查 检查 森林 模板 横梁 欧标 步进 步骤 武器 武装 段差
段落 毛利 毛刺 毛坯 气管 气路 水位 水冷 水分 水压 水处 水平 水循 水泵 水洗 水温 水电 水管 水箱
水质 水路 水阀 汇总 江运 池体 汤料 汲取 沙箱 油管 油路 治理 波长 派单 流程 海关 涂层 涂布 涂胶
涂装 消费 消除 涉及 清关 清单 清理 温区 温升 温差 温度 温控 温柜 温湿 温箱 游标 溶解 滞后 满产
满意 满足 满载 点位 点数 点检 点焊 点胶 焊点 照明 物单 物理 特点 现金 班前 班后 班组 班车 理化
理论 理货 理赔 甘油 生长 申报 申请 电容 电路 白度 白板 百万 皮带 皮肤 皮膜 皮重 益处 盖章 盘查
盘点 盛装 相位 相关 相变 相同 相机 看板 短期 石化 石墨 石材 石油 石英 示范 票单 秋季 秋检 程序
程度 程控 程表 空分 空压 空气 空白 空调 空载 空运 空间 穿孔 站点 竣工 符合 第一 第三 第二
筹备 签约 简化 简单 简报 简易 管件 管口 管壁 管径 管控 管材 管柱 管理 管线 管路 管道 米线 类别
精准 红外 红线 约束 级别 纪要 纸张 线路 终检 终止 终点 终端 经济 经营 经费 经验 统计 续约 缓和
编号 编程 网点 罗茨 老化 老旧 聚焦 胶管 能力 能效 能源 能耗 自主 节日 节约 花费 范围 药方 菜单
融合 融资 血管 行程 补齐 表单 装备 要修 要加 要换 要点 要素 规程 规范 解决 解冻 解析 解锁
解除 计价 计提 计数
计费 计重 计量 订单 许可 论文 设备 设施 设计 证明 证金 识别 试管 误差 说明 课程 调理 谈判 责任
账单 账户 账期 货单 费用 资金 起点 超时 超高 跟踪 路况 路段 路由 路线 车板 车皮 车货 车辆 车间
软管 载板 辅助 辅导 边检 过关 过程 运单 运费 返工 进程 远程 违约 连接 连杆 连续 迭代 透明 通信
通关 通讯 通道 通风 都市 配备 配方 里程 重点 量程 金属 金工 金额 鉴别 钢板 钢管 钻孔 铁路 镀金
长协 长宽 长度 长廊 长期 闯关 阳性 阳极 陆运 陈列 陈旧 除冰 除垢 除尘 除油 除湿 除锈 除雾 除颤
陶瓷 雷达 面板 项目 项链 预付 预算 领域 领料 领用 风管 饭后 饱和 马达 验关 高价 高低 高值 高压
高度 高效 高新 高温 高空 高端 高纯 高能 高速 高铁 高频 黄油 龙头 龙门
""".split()
)

#: English ones that end as those who do something do, or are too rare for a list of ordinary words.
THINGS = frozenset(
    """
    adapter adaptor adder adhesive aerator agitator alternator altimeter amplifier analyser analyzer
    anemometer anode anolyte antifoam armature assay autoclave autosampler backlog ballast barrier
    bearing biopsy blender blister blower boiler booster breaker buffer bumper burner busbar bushing
    calibrator calorimeter canister capacitor capper catalyst catheter cathode caulk centrifuge
    changeover charger checklist chiller chipper chopper chromatograph chromatography circulator
    clinker clutter coater coating cobot collector colorimeter commutator compactor comparator
    compressor computer concentrate concentrator condenser conditioner connector consumables
    contactor container controller converter conveyor cooler copper corridor counter coupler
    coupling crater crusher cryostat cullet cutter cuvette cylinder cytometer damper datalogger
    deburring decanter dechlorinator decoder defect defibrillator deflector defoamer degasser
    degreaser dehumidifier deliver deliverable densitometer desiccant desiccator detector detergent
    dialyser dialyzer diameter diffuser digester digitizer dimmer dispenser disruptor distiller
    dosimeter downtime drawbar drawer drier dryer ductwork economiser economizer ejector elevator
    eluent emitter emulsifier encoder endoscope enter error escalator evaporator excavator exciter
    extender extinguisher extractor extruder feeder fender fermenter fermentor ferrule fertilizer
    fiber filler filter firmware flange flowmeter fluorometer flyer folder footer forklift freezer
    freighter furnace galvanometer gasket gearbox generator genset glovebox gripper harbor header
    heater helicopter homogeniser homogenizer hopper humidifier hydrometer hygrometer impactor
    impeller incinerator incubator indicator inductor inhibitor initiator injector insulator
    intercooler interior interlock inverter ioniser ionizer isolator kiln kilometer laminator laser
    layer ledger letter lever lighter limiter liner liter locator locker louver lumber luminometer
    macerator magnetometer manipulator manometer marker meter microplate microscope microtome
    millimeter mirror mixer monitor monochromator motor mower muffler multimeter nebuliser nebulizer
    newsletter nitrogen nozzle number odor offer opener optimiser order oscillator osmometer
    oxidiser oxidizer palletiser palletizer paper parameter pelletizer perimeter permeameter
    photometer pipette pipettor pitcher plaster plotter pointer polymer porosimeter poster
    potentiometer powder precursor preheater printer procedure processor projector propeller pulper
    pulser purifier pusher pyrometer quarter quencher radiator radiometer reactor reagent reboiler
    receiver receptor recorder rectification rectifier reducer refiner reflector reformer
    refractometer refrigerator register regulator reminder replicator reservoir resistor respirator
    retainer retort rheometer ripper robotics roller rotameter rotor router rubber ruler sampler
    scaffolding scanner scraper screwdriver scrubber sealant sealer sector seizure semester
    semiconductor sensor separator sequencer shaker shaver shelter shredder shrinker shutoff shutter
    silencer simulator sinter skimmer slicer slitter slurry solder solvent sonicator sorter spacer
    spectrometer spectrophotometer spectrum spindle spinner splitter spooler sprinkler stabiliser
    stabilizer stacker stapler starter stator steriliser sterilizer sticker stirrer stopper strainer
    stretcher stripper substation supercapacitor superheater switchboard switchgear synthesizer
    tachometer tanker tender tensiometer tensioner terminator theater thermocouple thermocycler
    thermometer thermostat thickener thruster thyristor timber timer titration titrator torque tower
    tracer tracker tractor trailer transceiver transducer transfer transformer transistor
    transmitter transponder trigger trimmer tumbler turbidimeter turboblower turbocharger turnover
    tweezer ultrasonicator undercoater vaporiser vaporizer varistor vibrator viscometer viscosity
    voucher wafer washdown washer water watermeter weather wiper workover wrapper
    """.split()
)

#: Some are called so; behind another word for a thing it is a part: `bearing kit`, `piston rod`.
PARTS = frozenset("bay bill cap jack kit lot mill pin ray reed rod".split())


def is_thing(word: str) -> bool:
    """Whether a folded English word is a thing of a trade, one or more: sensor, rectifiers."""
    return word in THINGS or word.removesuffix("s") in THINGS
