# フィールドのラベル。フィールドのキーごとに 1 つ。

field-country = 国または地域
field-company-name = 会社名
field-address-line-1 = 住所 1
field-address-line-2 = 住所 2
field-city = 市区町村
field-state = 都道府県
field-postal-code = 郵便番号
field-registration-id = 登録 ID 番号
field-first-name = 名
field-last-name = 姓
field-email = メール アドレス
field-phone = 電話番号
field-domain-prefix = プライマリ ドメイン名
field-culture = カルチャ
field-language = 言語
field-qualification = 特別資格
field-education-segment = 教育機関の種類
field-website = Web サイト
field-source = 取得元
field-source-id = 取得元の ID
field-tags = タグ
field-reseller = 間接リセラー
field-agreement = 顧客契約
field-agreement-attested = 顧客は顧客契約に同意しています
field-agreement-date = 契約同意日
field-signer-first-name = 署名者の名
field-signer-last-name = 署名者の姓
field-signer-email = 署名者のメール アドレス
field-signer-phone = 署名者の電話番号
field-admin-access = 既定で管理者アクセスを付与する
field-offer = プラン
field-licence-count = ライセンス
field-friendly-name = フレンドリ名
field-line-number = 行番号
field-parent-subscription = 追加先のサブスクリプション
field-agreement-template = 顧客契約のバージョン
field-reservations = 顧客が自分で予約を購入できる
field-savings-plans = 顧客が自分で節約プランを購入できる
field-permissions-confirmed = 顧客が自分で購入した分は自社が支払い、購入の通知は届かないことを了承します
field-state-owned = 国有または公有の組織です

# 国ごとの、住所の各部分の呼び名。
label-state = { $kind ->
    [area] 地域
    [county] カウンティ
    [department] 県
    [district] 地区
    [do-si] 道または市
    [emirate] 首長国
    [island] 島
    [oblast] 州
    [parish] 教区
    [prefecture] 都道府県
    [state] 州
   *[other] 州/省
}
label-postal-code = { $kind ->
    [eircode] 郵便番号 (Eircode)
    [pin] 郵便番号 (PIN コード)
    [zip] 郵便番号 (ZIP コード)
   *[other] 郵便番号
}
field-add-tags = 追加するタグ
field-remove-tags = 削除するタグ
field-view-name = ビューの名前
field-file = ファイル
field-customer = 顧客
