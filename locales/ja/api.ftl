# API の応答の説明。規則違反の文は rules.ftl にある。

# -- 本文またはパラメーターの期待値
api-expected-json = { $path }：正しい形式の JSON ではありません ({ $detail })。JSON ドキュメントを送信してください。
api-expected-depth = { $path }：入れ子が深すぎます。{ $detail } 階層以内にしてください。
api-expected-length = { $path }：値が長すぎます。{ $detail } バイト以内にしてください。
api-expected-object = { $path }: オブジェクトを送信してください。
api-expected-array = { $path }: 配列を送信してください。
api-expected-text = { $path }: 文字列を送信してください。
api-expected-number = { $path }: 数値を送信してください。
api-expected-integer = { $path }: 整数を送信してください。
api-expected-boolean = { $path }: true または false を送信してください。
api-expected-one-of = { $path }: 次のいずれかを送信してください: { $detail }。
api-expected-member = { $path }: メンバー { $detail } がありません。
api-expected-other = { $path }: { $detail }。
api-body = 本文

# -- 要求全体
api-token-missing = アクセス トークンがありません。Authorization ヘッダーで送信してください。
api-token-refused = アクセス トークンが無効か、有効期限が切れています。新しいトークンを取得してください。
api-denied-kind = この種類の組織では、この操作を行えません。
api-body-too-large = 本文が大きすぎます。{ $most } バイト以内で送信してください。
api-body-broken = 本文が途中で終わっています。もう一度送信してください。
api-body-not-json = 本文は JSON である必要があります。コンテンツ タイプ application/json で送信してください。
api-no-resource = このリソースはありません。アドレスを確認してください。
api-no-method = このリソースではこのメソッドを使用できません。使用できるメソッドは Allow ヘッダーにあります。
api-not-a-guid = { $path } は GUID (xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx) である必要があります。
api-other-customer = { $path } がアドレスの顧客と異なります。同じ ID を指定するか、省略してください。
api-not-a-number = { $path } は 0 以上の整数である必要があります。
api-not-a-date = { $path } は 2026-11-21 のような日付である必要があります。
api-not-a-token = 継続トークンがこの一覧のものではありません。最初のページからやり直してください。
api-no-such-seek = 一覧は前から順にだけ読み取れます。seekOperation には First または Next を指定してください。
api-filter-like = 例：{ $example }
api-no-such-filter = このフィルターは使用できません。{ $field } で使用できる比較: { $operators }。
api-date-too-old = startDate が古すぎます。アクティビティ ログを参照できるのは過去 { $days } 日間です。
api-dates-reversed = endDate が startDate より前です。
api-no-such-patch = 変更できるのは relationshipToPartner を none にすることと、allowDelegatedAccess を false にすることだけです。それ以外は招待で顧客に依頼してください。
api-invitation-fixed = 招待の { $path } は変更できません。現在の値のまま送るか、省略してください。変更できるのは recipient、subject、body です。
api-unexpected = サービス側で問題が発生しました。問題は記録されました。
api-unavailable = 現在、サービスは応答できません。しばらくしてからもう一度お試しください。

# -- トークン
api-oauth-invalid-request = 要求が不完全です。client_id と、付与の種類に必要な値をフォーム形式で送信してください。
api-oauth-invalid-client = アプリケーションが不明か、シークレットが正しくありません。
api-oauth-invalid-grant = ユーザー名、パスワード、コード、更新トークンのいずれかが正しくないか、有効期限が切れています。
api-oauth-unauthorized-client = アプリケーションはこのテナントのものではないか、この付与の種類を使用できません。
api-oauth-unsupported-grant-type = この付与の種類は、ここでは使用できません。
api-oauth-slow-down = 試行回数が多すぎるか、間隔が短すぎます。{ $seconds } 秒後にもう一度お試しください。
api-oauth-authorization-pending = まだ回答がありません。指定された間隔を空けて、もう一度お問い合わせください。
api-oauth-expired-token = コードの有効期限が切れました。新しいコードを取得してください。
api-oauth-access-denied = ユーザーが許可しませんでした。
api-oauth-device-message = サインインするには、ブラウザーで { $address } を開き、コード { $code } を入力してください。
api-oauth-temporarily-unavailable = 現在、サービスは応答できません。しばらくしてからもう一度お試しください。
api-oauth-server-error = サービス側で問題が発生しました。問題は記録されました。
api-import-names-nothing = 「{ $name }」はファイルの列でも顧客のフィールドでもありません。
api-too-many-customers = 1 回の要求で送れる顧客は { $most } 件までです。
