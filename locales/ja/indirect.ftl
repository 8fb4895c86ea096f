# 間接プロバイダー、間接リセラーとパートナーシップ。

# -- REST
api-subscription-fixed = { $path } はまだここでは変更できません。現在の値のまま送るか、省略してください。変更できるのは partnerId と、status (suspended または active) です。
api-reseller-unnamed = リセラーを mpnId または tenantId で指定してください。
api-reseller-twice = リセラーは mpnId か tenantId のどちらか一方で指定してください。
api-reseller-not-numeric = mpnId は数字のみです。
api-reseller-not-a-guid = tenantId は GUID で指定してください。
api-reseller-unknown = この ID のパートナーはありません。リセラーに確認してください。
api-reseller-elsewhere = このリセラーは、自社が販売していない国にあります。自社の市場での ID をリセラーに確認してください。
api-reseller-unsigned = このリセラーはまだ契約に署名していません。注文の前に署名するよう依頼してください。

# -- リセラーとプロバイダーのページ
nav-resellers = 間接リセラー
nav-providers = 間接プロバイダー
resellers-title = 間接リセラー
resellers-lead = 共同で販売するパートナーです。販売と請求は自社が、顧客の支援はリセラーが行います。
resellers-empty = 間接リセラーはまだありません
resellers-empty-text = リセラーがパートナーシップの要求を承認すると、ここに表示され、顧客、注文、サブスクリプションに指定できるようになります。
resellers-search = 名前またはパートナー ID
resellers-none-found = 該当するリセラーはありません
resellers-show-all = すべてのリセラーを表示
action-request-partnership = パートナーシップを要求
action-remove-partnership = パートナーシップを解除
col-partner-agreement = パートナー契約
partner-agreement-signed = 署名済み
partner-agreement-unsigned = 未署名
partnership-since = 開始日
partnership-active = 有効
partnership-inactive = 現在は取引できません
partnership-remove-title = { $name } とのパートナーシップを解除しますか?
partnership-remove-customers = 共有している顧客は両社に残ります。{ $name } がその顧客に対して行えることは変わりません。
partnership-remove-notice = 通知は送信されません。{ $name } には自社から伝えてください。
partnership-remove-list = { $name } はこの一覧に表示されなくなり、顧客、注文、サブスクリプションに指定できなくなります。
partnership-remove-again = 後で改めてパートナーシップを要求できます。
done-partnership-removed = パートナーシップを解除しました。共有している顧客に変更はありません。
action-make-reseller = サンドボックスのリセラーを作成
action-make = 作成
sandbox-made = { $name } を作成しました
sandbox-until-done = パスワードは「完了」を選ぶまで（最長 1 時間）このページに表示され、その後は二度と表示できません。最初のサインイン時に変更が必要です。
done-sandbox-made = サンドボックスのリセラーを作成しました。
sandbox-make-lead = 間接モデルをプロバイダーとリセラーの両方の立場で試せます。リセラーは契約に署名済みで、すぐに共同で販売できます。同時に作成できるのは 5 社までです。
field-network-id = パートナー ネットワーク ID
action-delete-reseller = 削除
sandbox-delete-asked = サンドボックスのリセラー { $name } を削除しますか?
sandbox-delete-people = リセラーのユーザーはサインインできなくなり、パートナーシップも終了します。
sandbox-delete-customers = 顧客が残っているリセラーは削除できません。
sandbox-delete-domain = ドメインは再利用できません。パートナー ネットワーク ID は再び使えるようになります。
done-sandbox-deleted = サンドボックスのリセラーを削除しました。
providers-title = 間接プロバイダー
providers-lead = 自社が間接リセラーとして顧客を支援している販売元のパートナーです。
providers-invite = 顧客を招待
providers-empty = 間接プロバイダーはまだありません
providers-empty-text = パートナーシップは間接プロバイダーから要求されます。メールのリンクから、自社のグローバル管理者が承認します。
providers-about = 間接プロバイダーの役割
providers-about-sells = 共有している顧客のサブスクリプションを注文し、顧客契約を確認し、請求を行います。
providers-about-you = 自社はその顧客を確認し、ユーザーを支援し、プロバイダーと共同で新しい顧客を招待できます。
providers-about-prices = 価格はプロバイダーが決めます。自社に適用される価格はプロバイダーに問い合わせてください。
providers-about-agree = プロバイダーが自社を指定するには、パートナー ID と署名済みのパートナー契約が必要です。
col-shared-customers = 共有している顧客
relationship-through = { $provider } の間接リセラー
subscription-reseller-title = { $name } の間接リセラー
subscription-reseller-text = 変わるのはこのサブスクリプションに記録されるリセラーだけです。顧客のリセラーとほかのサブスクリプションは変わりません。
action-change = 変更

# -- アクティビティ ログと権限
operation-remove-partner-relationship = パートナー関係の解除
permission-subscriptions-manage = サブスクリプションの管理
permission-partnerships-view = パートナーシップの閲覧
permission-resellers-view = 間接リセラーの閲覧
permission-partnerships-remove = パートナーシップの解除
permission-sandbox-resellers-make = サンドボックスのリセラーの作成
