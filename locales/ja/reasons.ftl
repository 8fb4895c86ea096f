# ルールがある理由。フォーム、API の応答、インポートで同じ文を使う。ルールのキーごとに 1 つ。

why-title = 理由

# -- すべてのテキスト
why-required = これがないと、顧客の審査も請求もできません。
why-too-long = これより長い文字列は、請求書や官公庁のシステムで途切れてしまいます。
why-forbidden-character = 見えない文字があると、別の名称と見分けがつかなくなります。正式名称に含まれることはありません。

# -- 会社名
why-name-one-character = 1 文字だけの会社名は登記されないため、入力の誤りと判断します。
why-name-only-symbols = 記号だけの会社名は登記されないため、審査で確認できません。
why-name-blank = 空白だけでは入力済みのように見えてしまいます。顧客は会社名で審査されます。
why-name-lone-legal-form = 法人格は多くの会社に共通です。名称と組み合わせて初めて、どの会社かがわかります。
why-name-ends-like-domain = インターネット アドレスの名称で登記された会社はまれです。多くの場合、会社名の代わりに Web サイトが入力されています。
why-name-repeats-one-character = 同じ文字の繰り返しは仮の入力によく使われます。そのままでは審査を通りません。
why-name-spelled-out = 1 文字ずつ空白で区切ると、空白のない名称が登記されていても照合できません。
why-name-looks-like-test = テスト用の顧客は審査を通らず、実際の請求が発生します。試すときはサンドボックスを使用してください。
why-name-may-be-short = 審査では登記の名称と 1 文字ずつ照合します。頭字語では一致しません。
why-name-abbreviates-form = 登記では法人格を略さずに記載しており、審査ではその表記と照合します。

# -- 国と住所
why-country-unknown = 国または地域によって、住所の規則、通貨、契約が決まります。
why-country-fixed = 通貨、税、契約は、顧客を追加したときの国によって決まっています。
why-country-outside-market = パートナーが販売できるのは、自社の契約の対象地域だけです。
why-country-not-in-edition = エディションには一つの国だけを対象とするものがあり、この環境はそれにあたります。
why-state-unknown = この国では税が州や省によって異なるため、実在する州や省が必要です。
why-state-required = これがないと、郵便が届かず、税額も計算できません。
why-postal-required = 郵便番号がないと、郵便が届かず、住所も確認できません。
why-postal-format = その国の郵便では、この形式の番号だけが使われています。
why-postal-unknown = 形式は正しいものの、2026 年 10 月時点の郵便番号一覧にありません。
why-address-differs = 郵便番号一覧では、この番号は別の地域のものです。どちらかが誤っています。
why-address-incomplete = 顧客は、町名や通り名と番地までそろった正確な住所で審査されます。
why-address-not-checked = この国、またはこの文字で書かれた地名の一覧がないため、照合できません。

# -- 登録 ID と連絡先
why-registration-missing = この国では、販売のたびに会社の税務上の ID が求められます。
why-registration-format = 形式の異なる番号は官公庁に受理されず、注文も拒否されます。
why-registration-repeated = 登録番号は会社ごとに異なります。同じ番号になるのは、同じ会社の別の事業所だけです。
why-phone-missing = この国では、顧客の審査に電話番号が使われます。
why-phone-format = その国の電話番号の桁数ではないため、電話をかけられません。
why-email-format = 契約の確認メールの送付先になるため、届くアドレスが必要です。
why-email-operator-domain = 連絡先は、顧客を代表して対応する顧客側の担当者でなければなりません。
why-email-partner-domain = 連絡先は顧客側の担当者でなければなりません。そうでないと、パートナーが自社の販売を自ら確認することになります。
why-email-free-for-education = 教育機関であることは、その機関のメール アドレスで確認されます。
why-education-segment-missing = 教育機関向けの価格は種類によって異なります。
why-education-website-missing = 審査では、教育機関であることを Web サイトで確認します。
why-website-format = 審査でこのアドレスを開くため、表示できるものが必要です。

# -- ドメイン、カルチャ、言語
why-domain-prefix-format = この名前は、インターネット アドレスとすべてのユーザー名の一部になります。
why-domain-prefix-taken = 顧客のドメイン名は、世界で 1 つしか使用できません。
why-domain-prefix-known = ドメイン名は世界に 1 つだけで、顧客はどのパートナーとも同じドメインを使います。
why-domain-prefix-own = ドメイン名は世界に 1 つだけで、貴社の別の顧客がこのドメインでサインインしています。
why-domain-prefix-repeated = ドメイン名は世界に 1 つだけなので、2 つの行に同じ名前を付けることはできません。
why-culture-unknown = 請求書とメールは、顧客の国のカルチャでだけ作成されます。
why-language-unknown = 請求書とメールは、顧客の国の言語でだけ作成されます。
