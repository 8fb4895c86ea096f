# 顧客へのメール。
mail-agreement-attested-subject = { $partner } より、顧客契約への同意が確認されました
mail-agreement-attested-body =
    { $company }
    { $last-name } { $first-name } 様

    { $date }に { $company } 様が顧客契約に同意されたことを、{ $partner } が登録しました。

    お心当たりのない場合、またはご担当でない場合は、お手数ですが { $partner } までご連絡ください。
mail-review-decided-subject = { $state ->
    [approved] { $company }: 承認されました
    [refused] { $company }: 承認されませんでした
   *[other] { $company }: 書類が必要です
}
mail-review-decided-body =
    { $subject ->
        [account] 運営者が、貴社の顧客「{ $company }」を審査しました。
       *[other] 運営者が、貴社の顧客「{ $company }」の特別な資格を審査しました。
    }

    { $state ->
        [approved] 承認されました。
        [refused] 承認されませんでした。顧客のページから再審査を依頼できます。
       *[other] 判断には書類が必要です。顧客のページから追加してください。
    }

    { $message }
mail-agreement-reminder-subject = 顧客契約（{ $version }）への同意をお願いします
mail-agreement-reminder-body =
    { $company }
    ご担当者様

    { $company } 様は、顧客契約のバージョン { $version } にまだ同意されていません。同意されるまで、{ $partner } は新しい注文を承ることができません。

    { $partner } に同意の旨をご連絡いただくか、ご自身での同意を依頼されている場合は、サインインして同意してください。
mail-partner-state-subject = { $state ->
    [active] { $partner } 様: 利用が再開されました
    [restricted] { $partner } 様: 利用が制限されました
   *[other] { $partner } 様: 利用が停止されました
}
mail-partner-state-body =
    { $partner }
    ご担当者様

    { $state ->
        [active] { $operator } が、{ $partner } 様の利用を再開しました。すべての操作をご利用いただけます。
        [restricted] { $operator } が、{ $partner } 様の利用を制限しました。顧客の追加と新規購入はできません。既存の契約は継続します。
       *[other] { $operator } が、{ $partner } 様の利用を停止しました。ポータルと API はご利用いただけません。お客様のサブスクリプションはそのまま続きます。
    }

    { $reason }

    ご不明な点は、{ $operator } までお問い合わせください。
