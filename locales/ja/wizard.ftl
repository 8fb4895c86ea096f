# The add-customer wizard.
wizard-title = 顧客の追加
stepper-label = 手順
stepper-count = 手順 { $at } / { $of }
step-account = アカウント情報
step-reseller = リセラー
step-subscriptions = サブスクリプション
step-review = レビュー
step-confirmation = 確認
step-is-done = （入力済み、変更する）
wizard-next = 次へ: { $step }
wizard-leave = 中断して後で続ける
changed-elsewhere-title = 内容が変更されました
changed-elsewhere-text = このページを開いた後に、別のタブで、または前のページに戻って内容が変更されました。ここで入力した内容は下に残っていますが、まだ保存されていません。「次へ」で上書きするか、ページを読み込み直して最新の内容を確認してください。
changed-elsewhere-reload = 読み込み直す
account-lead = 顧客の詳細情報と主要連絡先を入力します。入力内容は次の手順に進んでも保持されます。
group-company = 会社
group-address = 住所
group-domain = プライマリ ドメイン名
group-contact = 主要連絡先
group-more = 資格とタグ
group-agreement = 顧客契約
note-existing = マルチチャンネルまたはマルチパートナーで既に顧客レコードを持っている顧客の場合は、ここで追加する代わりに、再販業者関係を要求してください。
note-verify = 顧客の認証を正確に行うため、次のことを確認してください。
note-verify-name = 公式の書類に記載されている正式名称を正確に入力する
note-verify-short = 頭字語や略称を使用しない
note-verify-test = テスト用の名前を使用しない
note-verify-address = 番地、市区町村、都道府県、国、郵便番号を含む、完全で正確な住所を入力する
note-agreement = 2019 年 10 月 1 日に、クラウド契約に代わって顧客契約が導入されました。購入の前に、顧客が最新版に同意している必要があります。
hint-country = 住所の規則が決まります。後から変更することはできません。
action-use-country = この国を使う
action-fill-address = 住所を入力
hint-company-name = 登記されている正式名称を、法人格を含めて入力してください。
hint-registration = 例: { $example }。会社の番号です。個人の番号は入力しないでください。
hint-example = 例: { $example }
hint-domain = 英字と数字のみ。すべてのユーザー名に使われ、後から変更することはできません。
domain-free = { $name } は使用できます。
domain-taken = { $name } は既に使われています。使用できる名前:
hint-email = 自社ではなく、顧客のメール アドレスを入力してください。
hint-qualification = 教育機関、非営利団体、政府機関向けの特別価格です。審査の後に承認されます。
hint-tags = コンマで区切ります。150 個まで、1 つ 50 文字までです。
hint-tags-lines = 1 行に 1 つ入力します。150 個まで、1 つ 50 文字までです。
agreement-read = 顧客契約を読む
agreement-how = 顧客はどのように契約に同意しますか?
agreement-attestation = 顧客が同意したことを確認する
agreement-attestation-text = 署名した人と契約同意日を入力してください。
agreement-direct = 顧客が自分のポータルで同意する
agreement-direct-text = 顧客はすぐに作成されますが、同意するまで購入はできません。
hint-signer = 主要連絡先と同じ項目は空欄のままにしてください。
reseller-lead = この顧客のサブスクリプションに関連付ける間接リセラーを選択します。
reseller-choose = 間接リセラー
reseller-none = リセラーなし
reseller-none-text = 顧客は自社から直接購入します。
subscriptions-lead = 顧客が購入するプランを選択し、ライセンスの数を入力します。
subscriptions-skip = ここでは何も選択せず、後で注文することもできます。
offers-filter = プランの絞り込み
offers-category = カテゴリ
offers-billing = 課金の種類
offers-trial-only = 試用版のみ
offers-none = 条件に合うプランがありません
offers-none-text = 別のカテゴリまたは課金の種類を選択してください。
offer-trial = 試用版
offer-addon = アドオン
offer-licences = ライセンス
offer-range = { $min } ～ { $max }
review-lead = 入力内容を確認してください。まだ何も作成、購入されていません。
review-direct = 先に顧客の契約への同意が必要です。サブスクリプションはその後で購入できます。
review-no-lines = サブスクリプションは選択されていません。
review-tax = 税抜きの金額です。
col-offer = プラン
col-unit-price = 単価
col-total = 合計
confirmation-title = { $company }を追加しました
confirmation-lead = アカウントの準備ができました。販売、請求、サポートはここから始まります。
confirmation-account = 顧客アカウント
confirmation-admin = 顧客の最初の管理者
confirmation-user-name = ユーザー名
confirmation-password = 一時パスワード
confirmation-once = パスワードは「完了」を選ぶまでこのページに表示され、その後は二度と表示できません。先に顧客に伝えてください。最初のサインイン時に変更が必要です。
confirmation-shown = 一時パスワードはすでに表示されており、もう一度表示することはできません。
confirmation-direct = 顧客が同意するまで注文はできません。リンクとユーザー名はメールで、パスワードは別の方法で顧客に伝えてください。
confirmation-order = 注文
confirmation-failed = 顧客は作成されています。失敗した行は再試行できます。
line-ordered = 注文済み
line-failed = 失敗
submitted-title = 既に送信されています
submitted-text = { $company } はこの下書きから既に作成されています。二重に作成されることはありません。
submitted-open = アカウントを開く
wizard-discard = この下書きを破棄
confirm-title = 確認してください
confirm-go = 通常と異なる内容があります。フォームの最後で確認するか、変更してください。
segment-k12 = 小学校・中学校・高等学校
segment-higher-education = 大学・短期大学・専門学校
segment-library = 図書館・博物館
segment-other = その他の教育機関
hint-admin-access = 顧客に代わってサービスを管理できるようになります。
agreement-no-agent = 顧客が契約に同意したことを確認できるのは、顧客に販売するパートナーの管理エージェントと販売代理店だけです。
agreement-version = バージョン { $version }
agreement-signer = 署名者
reseller-network = パートナー ID { $id }
subscriptions-no-right = お使いのロールでは顧客を追加できますが、注文はできません。管理エージェントまたは販売代理店のロールを持つユーザーが、顧客のページから注文できます。
offer-price = 1 ライセンスあたり月額 { $price }
offer-free = 無料
billing-license = ライセンスごと
billing-usage = 使用量に基づく
review-total-monthly = 毎月の合計
review-total-annual = 毎年の合計
review-total-none = 合計
review-waits = このまま送信できます。顧客は追加され、注文は保存されて後で再試行できます。
offer-usage = 使用量に応じて課金
offer-add = 追加する
offer-only = 請求: { $cycle }のみ
review-not-ready = 不足している内容、または誤りがあります。印の付いたセクションを確認してください。
licences-count = { $count } ライセンス
done-draft-kept = 下書きを保存しました。いつでも続けることができます。
done-draft-discarded = 下書きを破棄しました。
done-customer-added = 顧客を追加しました。
changed-elsewhere-review = このページを開いた後に、別のタブで、または前のページに戻って内容が変更されました。まだ送信されていません。下に表示されている最新の内容を確認してから送信してください。
only-education = 特別な資格が「教育機関」の場合のみ
only-attested = 顧客の同意を確認する場合のみ
only-signer = 主要連絡先以外の人が署名した場合
choice-replaced = { $country }では「{ $was }」を使用できないため、別の値が選択されています。確認してください。
confirmation-invite = 顧客に契約への同意を依頼する
confirmation-link = 顧客の管理者のサインイン先
confirmation-mail = メールの下書き（{ $language }）
invitation-mail =
    件名: 顧客契約への同意のお願い

    { $company } 管理者様

    { $partner }がお客様のアカウントを作成しました。ご注文の前に、次の手順で顧客契約に同意していただく必要があります。

    1. { $link } を開きます。
    2. { $user } でサインインします。一時パスワードは別途お知らせします。最初のサインイン時に、ご自身のパスワードに変更してください。
    3. 最初のページで顧客契約を読み、同意します。

    { $partner }
    { $person }
