# 顧客へのメール。
mail-agreement-attested-subject = { $partner } より、顧客契約への同意が確認されました
mail-agreement-attested-body =
    { $company }
    { $last-name } { $first-name } 様

    { $date }に { $company } 様が顧客契約に同意されたことを、{ $partner } が登録しました。

    お心当たりのない場合、またはご担当でない場合は、お手数ですが { $partner } までご連絡ください。
