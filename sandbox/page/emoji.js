/** The emoji shortcodes this page knows; others stay as they were typed. */

const TABLE = `
+1 👍|-1 👎|100 💯|alarm_clock ⏰|arrow_down ⬇️|arrow_right ➡️|arrow_up ⬆️|arrow_lower_right ↘️
arrow_upper_right ↗️|ballot_box 🗳️|ballot_box_with_check ☑️|bangbang ‼️|bar_chart 📊|beach_with_umbrella 🏖️
bell 🔔|bento 🍱|black_circle ⚫|blue_circle 🔵|blush 😊|bookmark 🔖|briefcase 💼|brown_circle 🟤|bug 🐛
building_construction 🏗️|bulb 💡|busts_in_silhouette 👥|calendar 📅|spiral_calendar_pad 🗓️|car 🚗
card_index 📇|chart_with_downwards_trend 📉|chart_with_upwards_trend 📈|checkered_flag 🏁|city_sunrise 🌇
clap 👏|clipboard 📋|clock9 🕘|coffee ☕|confetti_ball 🎊|construction 🚧|crown 👑|dart 🎯|date 📅
deciduous_tree 🌳|door 🚪|ear 👂|email ✉️|envelope ✉️|exclamation ❗|eye 👁️|eyes 👀|face_with_monocle 🧐
factory 🏭|fire 🔥|flashlight 🔦|fork_and_knife 🍴|gear ⚙️|ghost 👻|green_circle 🟢|grey_exclamation ❕
grey_question ❔|handshake 🤝|hammer_and_wrench 🛠️|heart ❤️|heavy_check_mark ✔️|heavy_minus_sign ➖
heavy_plus_sign ➕|herb 🌿|hot_pepper 🌶️|hourglass ⌛|hourglass_flowing_sand ⏳|house 🏠
information_source ℹ️|key 🔑|large_blue_circle 🔵|large_green_circle 🟢|large_orange_circle 🟠
large_purple_circle 🟣|large_red_square 🟥|large_yellow_circle 🟡|link 🔗|lock 🔒|loudspeaker 📢|mag 🔍
mailbox 📫|man_dancing 🕺|mega 📣|memo 📝|moneybag 💰|muscle 💪|mute 🔇|necktie 👔|no_bell 🔕|no_entry ⛔
office 🏢|ok 🆗|ok_hand 👌|open_file_folder 📂|orange_circle 🟠|page_facing_up 📄|palm_tree 🌴
paperclip 📎|partying_face 🥳|pencil 📝|pencil2 ✏️|person_in_lotus_position 🧘|phone ☎️|point_right 👉
pray 🙏|purple_circle 🟣|pushpin 📌|question ❓|raised_hands 🙌|recycle ♻️|red_circle 🔴|repeat 🔁|rocket 🚀
rotating_light 🚨|sailboat ⛵|scales ⚖️|seedling 🌱|shield 🛡️|sleeping 😴|slightly_frowning_face 🙁
slightly_smiling_face 🙂|small_blue_diamond 🔹|smile 😄|smiley 😃|snowflake ❄️|sos 🆘|sparkles ✨
speech_balloon 💬|star 🌟|star2 🌟|stopwatch ⏱️|sun_with_face 🌞|sunny ☀️|sunrise 🌅|tada 🎉|taxi 🚕
telephone_receiver 📞|thermometer 🌡️|thinking_face 🤔|thought_balloon 💭|thumbsdown 👎|thumbsup 👍
train 🚆|triangular_flag_on_post 🚩|trophy 🏆|truck 🚚|unlock 🔓|video_camera 📹|wastebasket 🗑️|warning ⚠️
wave 👋|white_check_mark ✅|white_circle ⚪|wilted_flower 🥀|woman_raising_hand 🙋‍♀️|wrench 🔧|x ❌
yellow_circle 🟡|zap ⚡|zzz 💤
`;

const EMOJI = new Map(TABLE.trim().split(/[|\n]/).map((entry) => entry.split(" ")));

/** The character for a shortcode (without colons), or null. */
export const emoji = (name) => EMOJI.get(name.split("::")[0]) ?? null;

/** Replaces known shortcodes in plain text. */
export const withEmoji = (text) =>
  text.replace(/:([a-z0-9_+'-]+):(?::skin-tone-\d:)?/g, (typed, name) => emoji(name) ?? typed);
