# 専用リンクによる要求、その回答、顧客から見たパートナー。
nav-requests = 再販業者関係の要求
nav-partnership-requests = パートナーシップの要求
nav-partners = パートナー関係
requests-title-customers = 再販業者関係の要求
requests-title-resellers = パートナーシップの要求
requests-lead-customers = 取引を申し込んだ顧客の一覧です。顧客が専用リンクで承諾すると、顧客一覧に表示されます。
requests-lead-resellers = 共同での販売を申し込んだ間接リセラーの一覧です。
requests-new-lead-customers = すでに他のパートナー、Web、別のプログラムで購入している顧客のための手続きです。既存の購入はそのまま残ります。
requests-new-lead-resellers = リセラーのグローバル管理者が専用リンクを開いてサインインし、貴社を間接プロバイダーとして承認します。
action-request-customers = リセラーの関係を要求する
action-request-resellers = パートナーシップを要求する
requests-empty = まだ要求はありません
requests-none-found = この状態の要求はありません
requests-empty-text-customers = 要求を作成すると、その顧客専用のリンクが入ったメールの文面ができます。
requests-empty-text-resellers = 要求を作成すると、リセラーのグローバル管理者に送るメールの文面ができます。
requests-no-subject = (件名なし)
offer-outside-market = { $partner } は、貴社の国または地域の顧客と取引できません。取引できるパートナーについて { $partner } にお問い合わせください。
offer-outside-programme = { $partner } は貴社の国または地域では販売していないため、貴社は間接リセラーになれません。販売しているプロバイダーにご相談ください。
offer-not-now = { $partner } は現在、新しい取引を始められません。時期を { $partner } に確認してください。
offer-parted = { $partner } との関係は終了しています。このリンクでは元に戻せません。貴社宛ての要求を新しく送るよう、{ $partner } に依頼してください。
requests-asks = 要求の内容
requests-created = 作成日時
requests-sent = 最終送信日時
requests-expires = リンクの有効期限
requests-ended = 回答または取り消しの日時
requests-answered-by = 回答者
requests-standing = すべての顧客向けリンクへの回答
request-title-customers = 再販業者関係の要求
request-title-resellers = パートナーシップの要求
request-draft = 下書き
request-sent = 送信済み
request-accepted = 承諾済み
request-declined = 辞退
request-expired = 期限切れ
request-revoked = 取り消し済み
asks-customer = 再販業者関係
asks-combined = リセラーとプロバイダーの両方との関係
asks-partnership = プロバイダーとリセラーのパートナーシップ
field-delegated-admin = 代理管理者特権も要求する
hint-delegated-admin = 承諾されると、管理エージェントが顧客のユーザーとライセンスを管理し、サービス要求を提出できます。要求しない場合、顧客のテナントは管理できません。
field-text-language = メールの言語
hint-text-language = 文面はあとで自由に変更できます。
field-provider = 間接プロバイダー
hint-request-provider = プロバイダーを選ぶと、顧客は両社との関係を一度に承諾します。貴社がサポートし、プロバイダーが販売します。
requests-alone = プロバイダーなし
action-write-request = メールを作成
field-recipient = 宛先
hint-recipient = ここから送信する場合にのみ必要です。
field-subject = 件名
field-body = 本文
hint-request-body = 専用リンクは本文に残してください。リンクがないと回答できません。
requests-link = 専用リンク
requests-link-hint-customers = このリンクを知っている人には、貴社からの要求であることが表示されます。承諾できるのは顧客のグローバル管理者だけです。
requests-link-hint-resellers = このリンクを知っている人には、貴社からの要求であることが表示されます。承認できるのはリセラーのグローバル管理者だけです。
action-take-along = 確認して次へ
action-send-for-me = ここから送信
action-open-mail = メールで開く
requests-ready = メールの準備ができました
requests-ready-text = メール ソフトで開くか、コピーして、メール ソフトから送信してください。
requests-long = 本文が長いため、メール ソフトに渡せません。コピーして、開いたメールに貼り付けてください。
requests-resend-text = リンクの有効期限が切れました。もう一度送信すると、同じリンクがさらに 90 日間有効になります。
requests-revoke = 要求を取り消す
requests-revoke-text = リンクはただちに無効になります。新しい要求はいつでも作成できます。
requests-revoke-asked = この要求を取り消しますか?
requests-revoke-silent = 相手には通知されません。リンクを受け取った相手は回答できなくなります。
requests-written = メール
requests-resend = 再送信
done-request-sent = メールを送信しています。
done-request-revoked = 要求を取り消しました。
offer-lead = このリンクは { $partner } から送られたものです。回答するまで何も変わりません。
offer-title-customer = { $partner } からパートナー関係の要求があります
offer-title-combined = { $partner } からパートナー関係の要求があります
offer-title-partnership = { $partner } から間接プロバイダーとしての承認の要求があります
offer-partner = パートナー
offer-provider = 間接プロバイダー
offer-effects = 承諾した場合
effect-customer = { $partner } が貴社にサブスクリプションを販売し、注文分を請求できるようになります。
effect-reseller = { $partner } が貴社をサポートします。注文は間接プロバイダーを通じて行います。
effect-combined = { $partner } が貴社をサポートし、{ $provider } がサブスクリプションを販売して請求します。
effect-admin = { $partner } に代理管理者特権が付与されます。管理エージェントが貴社のユーザーとライセンスの管理、パスワードのリセット、サービス要求の提出を行えます。
effect-no-admin = 代理管理者特権の要求はありません。すでに付与した特権は変わりません。
effect-end = 他で購入したものはそのまま残ります。特権は「パートナー関係」でいつでも終了できます。
effect-partnership = { $partner } は、貴社と共有する顧客のためにサブスクリプションを注文・追加できるようになります。
effect-partnership-end = 互いの一覧に表示されます。プロバイダーはパートナーシップを終了できますが、顧客はそのまま残ります。
offer-sign-in = サインインして回答
offer-sign-in-text = 回答できるのは、貴社のグローバル管理者だけです。
offer-join = 初めて利用する組織の方
offer-profile = 貴社の情報
offer-profile-text = { $partner } が請求書と連絡のために保管します。
offer-profile-change = 情報を変更する
offer-accept = 承諾する
offer-decline = 辞退する
offer-set-up = 承諾するには多要素認証が必要です
offer-set-up-text = 承諾すると、{ $partner } が貴社のテナントを管理できるようになります。先に多要素認証を設定してください。設定後はこのページに戻ります。辞退するだけなら設定は不要です。
action-set-up = 多要素認証を設定
decline-asked = { $partner } からの要求を辞退しますか?
decline-customer = この要求では、{ $partner } は貴社のパートナーにならず、特権も得ません。{ $partner } との既存の関係は変わりません。
decline-partnership = { $partner } は貴社の間接プロバイダーになりません。他のパートナーシップは変わりません。
decline-told = 貴社が辞退したことは { $partner } に表示されます。
decline-link = 辞退した後は、このリンクで回答できません。考えが変わった場合は、{ $partner } に新しいリンクを依頼してください。
decline-standing = 考えが変わった場合は、同じリンクで { $partner } の要求を後から承諾できます。
offer-authorize = 間接プロバイダーを承認する
field-partnership-accepted = この間接プロバイダーを自社のプロバイダーとして承認します。
offer-own-accepted = 貴社は承諾済みです。{ $partner } は貴社のパートナーです。
offer-own-declined = 貴社は辞退しました。誤りの場合は、{ $partner } に新しいリンクを依頼してください。
offer-before-declined = 貴社は以前この要求を辞退しました。今からでも承諾できます。
offer-before-accepted = 貴社はすでに承諾しています。承諾した内容は有効です。
offer-expired = このリンクは有効期限が切れています。{ $partner } に新しいリンクを依頼してください。
offer-ended = このリンクは回答済みか取り消されたため、使えません。{ $partner } に新しいリンクを依頼してください。
offer-own-link = これは自社のリンクです。回答してもらう相手に送ってください。
offer-own-link-over = 貴社のリンクです。回答済みか、期限切れか、取り消し済みです。詳細は要求の一覧で確認できます。
offer-other-kind = 貴社はこの要求に回答できません。{ $partner } は別の種類の組織に要求しています。サインアウトし、正しいアカウントでサインインしてください。
link-account = 別のアカウント
link-account-text = { $name }（{ $tenant }）としてサインインしています。このリンクに別のアカウントで回答する場合は、サインアウトしてください。サインアウト後、このページに戻ります。
link-sign-out = サインアウトしてこのページに戻る
offer-no-admin = 回答できるのは貴社のグローバル管理者だけです。このリンクを管理者に転送してください。
join-title = 組織の利用を開始する
join-lead = 組織のアカウントの作成と、{ $partner } からの要求の承諾を一度に行います。
join-admin = 最初の管理者
join-admin-text = あなたが組織のグローバル管理者になります。
join-domain-hint = サインイン名は admin@ とこのドメインになります。後から変更できません。
join-password-hint = { $min } 文字以上で入力してください。
join-send = 開始して承諾する
done-joined = 組織の準備ができ、承諾しました。新しいサインイン名とパスワードでサインインしてください。
done-joined-before = このリンクからの組織の作成は、すでに完了しています。今回の送信による変更はありません。最初に設定したパスワードでサインインしてください。
done-offer-accepted = 承諾しました。
done-partnership-authorized = 間接プロバイダーを承認しました。
partners-title = パートナー関係
partners-lead = 貴社に販売し、サポートするパートナーと、その権限です。
partners-empty = パートナーはまだいません
partners-empty-text = 販売を希望するパートナーから専用リンクが届きます。
partners-partner = パートナー
partners-role = 関係
partners-admin = 代理管理者特権
partners-admin-roles = パートナーが貴社のディレクトリで持つロール、または要求しているロール
partners-action = 操作
partners-sells = 販売
partners-serves = サポート
partners-serves-with = サポート(販売は { $providers })
partners-sells-and-serves = 販売、および { $providers } が販売した分のサポート
partners-roles-only = 貴社のディレクトリのロールのみ(販売なし)
partners-roles = ロールを表示
partners-roles-of = { $partner } のロールを表示
partners-admin-yes = 付与済み
partners-admin-no = なし
partners-end = 特権を終了
partners-end-of = { $partner } の特権を終了
partners-end-loses = { $partner } は、貴社のユーザーとライセンスの管理、パスワードのリセット、サービス要求の提出ができなくなります。
partners-end-keeps = { $partner } は引き続きパートナーです。サブスクリプションの更新と注文は可能で、購入済みのものもそのまま残ります。
partners-end-again = 特権をもう一度付与するには、パートナーの新しいリンクを承諾してください。
partners-hint = 関係そのものを終了するには、パートナーに依頼してください。先にサブスクリプションを中断または終了する必要があります。
done-admin-ended = 特権を終了しました。
invite-customer-subject = { $partner }からパートナー関係のご案内
invite-customer-body =
    お世話になっております。{ $partner }です。

    弊社より{ $sells ->
        [yes] サブスクリプションの販売とサポート
       *[no] 導入のご相談とサポート(サブスクリプションは間接プロバイダーからのご購入となります)
    }をご提供いたしたく、ご案内申し上げます。下記の専用リンクを開き、貴社のグローバル管理者としてサインインのうえ、ご承諾ください。アカウントをお持ちでない場合は、その場で作成できます。{ $admin ->
        [yes] ご承諾により、ユーザーとライセンスの管理を代行するための代理管理者特権も{ $partner }に付与されます。特権はいつでも終了できます。
       *[no] {""}
    }

    { $link }

    リンクの有効期間は 90 日です。

    よろしくお願いいたします。
    { $partner }
invite-combined-subject = { $partner }と{ $provider }からパートナー関係のご案内
invite-combined-body =
    お世話になっております。{ $partner }です。

    弊社がサポートを担当し、{ $provider }がサブスクリプションを販売する形でお取引いただきたく、ご案内申し上げます。下記の専用リンクを開き、貴社のグローバル管理者としてサインインのうえ、ご承諾ください。アカウントをお持ちでない場合は、その場で作成できます。{ $admin ->
        [yes] ご承諾により、ユーザーとライセンスの管理を代行するための代理管理者特権も{ $partner }に付与されます。特権はいつでも終了できます。
       *[no] {""}
    }

    { $link }

    リンクの有効期間は 90 日です。

    よろしくお願いいたします。
    { $partner }
invite-partnership-subject = { $partner }から間接プロバイダーとしてのご案内
invite-partnership-body =
    お世話になっております。{ $partner }です。

    弊社を貴社の間接プロバイダーとしてご承認いただき、共に販売いたしたく、ご案内申し上げます。下記の専用リンクを開き、貴社のグローバル管理者としてサインインのうえ、ご承認ください。

    { $link }

    リンクの有効期間は 90 日です。

    よろしくお願いいたします。
    { $partner }
mail-invitation-subject = { $text-subject }
mail-invitation-body = { $text-body }
