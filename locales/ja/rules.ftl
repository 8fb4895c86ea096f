# 値のどこに問題があり、どう直せばよいか。カーネルのルール 1 つにつきメッセージ 1 つ。

# ほかの問題と並べるときは、項目の名前を前に置く。
labelled-problem = { $field }：{ $text }
problem-in-line = { $line } 行目：{ $text }

# 国ごとの会社の登録 ID の名称。
registration-name = { $kind ->
    [bin] BIN
    [cnpj] CNPJ
    [edrpou] EDRPOU コード
    [idno] IDNO
    [inn] INN
    [nip] NIP
    [pan] PAN または GSTIN
    [rif] RIF
    [tin] 税 ID (TIN)
    [trn] TRN
    [unp] UNP
    [vat] 付加価値税 (VAT) 登録番号 (TRN)
   *[other] 会社の登録 ID 番号
}

# -- すべてのテキスト
rule-required = 必須フィールドです。値を入力してください。
rule-not-ticked = チェック ボックスをオンにしてください。
rule-nothing-chosen = 1 つ以上選択してください。
rule-too-long = { $max } 文字以内で入力してください。
rule-not-printable = PDF に表示できない文字があります: { $characters }。別の文字に置き換えてください。
rule-forbidden-character = 使用できない見えない文字 ({ $code }) が含まれています。貼り付けずに、入力し直してください。

# -- 会社名
rule-name-one-character = 会社名は 2 文字以上必要です。正式名称を入力してください。
rule-name-only-symbols = 会社名には、法人格のほかに文字または数字が必要です。正式名称を入力してください。
rule-name-blank = 会社名が空白です。正式名称を入力してください。
rule-name-lone-legal-form = 「{ $name }」は法人格だけです。会社の正式名称を入力してください。
rule-name-ends-like-domain = 会社名がインターネット アドレスのように「{ $ending }」で終わっています。正式名称を入力するか、この名称で正しいことを確認してください。
rule-name-repeats-one-character = 会社名が 1 つの文字の繰り返しになっています。正式名称を入力するか、この名称で正しいことを確認してください。
rule-name-spelled-out = 会社名が空白で区切られた 1 文字ずつになっています。正式名称を入力するか、この名称で正しいことを確認してください。
rule-name-looks-like-test = 「{ $word }」はテスト用の名称と思われます。実在する顧客の正式名称を入力するか、この名称で正しいことを確認してください。
rule-name-may-be-short = 頭字語または略称と思われます。公的な書類のとおりの正式名称を入力するか、この名称で正しいことを確認してください。
rule-name-abbreviates-form = 「{ $form }」は「{ $full }」の略記です。公的な書類では略さずに記載します。

# -- 国と住所
rule-country-unknown = 国または地域を一覧から選択してください。
rule-country-fixed = 顧客の国は変更できません。この顧客の国は{ $country }です。国をそのままにするか、別の国の顧客として追加してください。
rule-country-outside-market = { $country }の顧客は追加できません。販売が認められている国または地域を選択してください。
rule-state-unknown = { $country }にこの名前のものはありません。一覧から選択してください。
rule-state-required = { $country }の住所に必要です。入力してください。
rule-postal-required = { $country }の住所に必要です。{ $example } のように入力してください。
rule-postal-format = { $country }で使われている形式ではありません。{ $example } のように入力してください。
rule-postal-unknown = { $code } に当たる地域が見つかりません。番号を確認するか、新しい番号であれば正しいことを確認してください。
rule-address-differs = { $code } は{ $place }の番号です。住所または番号を直すか、正しいことを確認してください。
rule-address-incomplete = 町名・通り名または番地が抜けているようです。住所を補うか、正確であることを確認してください。
rule-address-not-checked = この住所の各項目の組み合わせは検証できませんでした。省略のない正確な住所であることを確認してください。

# -- 登録 ID と連絡先
rule-registration-missing = この国の顧客には会社の登録 ID 番号 ({ registration-name }) が必要です。{ $example } のように入力してください。個人の ID は入力しないでください。
rule-registration-format = 登録 ID 番号 ({ registration-name }) の形式が正しくありません。{ $example } のように入力してください。
rule-phone-missing = この国の顧客には電話番号が必要です。{ $example } のように入力してください。
rule-phone-format = 電話番号の形式が正しくありません。{ $example } のように、または + と国番号から入力してください。
rule-email-format = メール アドレスの形式が正しくありません。name@example.com のように入力してください。
rule-email-operator-domain = オペレーターのドメイン { $domain } のメール アドレスです。顧客自身のメール アドレスを入力してください。
rule-email-partner-domain = 自社のドメイン { $domain } のメール アドレスです。顧客自身のメール アドレスを入力してください。
rule-email-free-for-education = 教育機関の顧客には、その機関のメール アドレスが必要です。{ $domain } のアドレスは使用できません。
rule-education-segment-missing = 教育機関の種類を選択してください。
rule-education-website-missing = 教育機関の Web サイトを入力してください。
rule-website-format = Web サイトのアドレスではありません。https://www.example.com のように入力してください。

# -- ドメイン、言語、資格、タグ、リセラー
rule-domain-prefix-format = 半角の英字と数字だけを使い、空白や記号を含めずに { $max } 文字以内で入力してください。
rule-domain-prefix-taken = 「{ $prefix }」は既に使用されています。別のドメイン名を選択してください。
rule-organisation-known = 登録 ID、または会社名と郵便番号が同じ組織がすでに登録されています。同じ組織の場合は、リンクをもう一度開き、その組織でサインインして承諾してください。別の組織の場合は、そのことを確認してください。
rule-customer-to-invite = リセラーは顧客を追加できません。この顧客には招待で関係を要求してください。
rule-domain-prefix-known = 「{ $prefix }」は、すでに登録されている顧客のドメインです。この顧客の場合は追加せず、関係を要求してください。別の会社の場合は、別のドメイン名を選択してください。
rule-source-known = { $source } のこの顧客はすでに登録されています。この行は不要です。
rule-culture-unknown = このカルチャは{ $country }では使用できません。一覧から選択してください。
rule-language-unknown = この言語は{ $country }では使用できません。一覧から選択してください。
rule-qualification-not-offered = この特別な資格を顧客に付与することはできません。別の資格または「なし」を選択してください。
rule-qualification-held = この特別資格はすでに付与されているか、審査中です。審査の結果をお待ちください。
rule-qualification-not-combined = この特別資格は、顧客の現在の特別資格と併用できません。別の資格を選択してください。
rule-too-many-tags = 1 人の顧客に付けられるタグは { $max } 個までです。タグを減らしてください。
rule-tags-not-allowed = 顧客にタグを付けられるのは管理エージェントだけです。タグを空にし、管理エージェントに追加を依頼してください。
rule-tag-too-long = タグ「{ $tag }」が長すぎます。{ $max } 文字以内にしてください。
rule-reseller-unknown = パートナーシップが有効な間接リセラーではありません。一覧から選択してください。
rule-reseller-missing = 間接リセラーを選択するか、直接の顧客として追加することを選択してください。

# -- 顧客契約
rule-agreement-choice-missing = 顧客契約への同意を自社が確認するか、顧客が直接同意するかを選択してください。
rule-agreement-not-attested = 顧客が顧客契約に同意したことを確認し、チェック ボックスをオンにしてください。
rule-agreement-date-missing = 顧客が契約に同意した日付を入力してください。
rule-agreement-date-in-future = 契約同意日に未来の日付は指定できません。{ $today }以前の日付を入力してください。
rule-agreement-date-too-early = この契約は { $from }に発効しました。その日以降の日付を入力してください。
rule-not-a-date = 日付ではありません。{ $example } のように入力してください。
rule-signer-missing = 署名者の姓、名、メール アドレスを入力してください。
rule-agreement-duplicate = この確認は既に記録されています。署名者の氏名、メール アドレス、電話番号のいずれかが変わった場合にだけ、もう一度確認してください。
rule-agreement-template-unknown = この顧客の国または地域には、この ID の顧客契約がありません。現在の契約の ID を指定してください。
rule-agreement-template-outdated = 新しい版の顧客契約があります。最新の版を使用してください。
rule-agreement-customer-has-bought = この顧客は以前に自社を通じて購入しているため、自分で契約に同意することはできません。顧客から同意の連絡を受けて、自社で確認してください。
rule-purchase-permissions-exist = この顧客の購入の許可は既にあります。既にある許可を変更してください。

# -- プランの選択
rule-licence-count-out-of-range = ライセンス数は { $min } から { $max } までで入力してください。
rule-licence-count-not-whole = ライセンス数は { $min } から { $max } までの整数を数字で入力してください。
rule-too-many-lines = 1 件の注文は { $max } 行までです。複数の注文に分けてください。
rule-line-number-repeated = 行番号 { $number } が重複しています。行ごとに異なる番号を付けてください。
rule-provider-as-reseller = これは自社のパートナー ネットワーク ID です。プロバイダーではなく、間接リセラーを指定してください。
rule-usage-without-count = 「{ $offer }」は使用量に応じて課金されるため、ライセンス数はありません。数を入力しないでください。
rule-billing-cycle-not-offered = { $cycle ->
    [annual] 「{ $offer }」は年額請求のみです。請求頻度を毎年に変えるか、このプランを外して別に注文してください。
    [none] 「{ $offer }」は請求の対象になりません。このプランを外すか、別に注文してください。
   *[other] 「{ $offer }」は月額請求のみです。請求頻度を毎月に変えるか、このプランを外して別に注文してください。
}
rule-trial-of-owned = この顧客は「{ $offer }」で試せるプランを既に契約しています。試用版を外してください。
rule-offer-limit-reached = 「{ $offer }」のサブスクリプションは、1 人の顧客につき { $max } 件までです。このプランを外してください。
rule-offer-unavailable = 「{ $offer }」は自社または顧客の国では利用できません。別のプランを選択してください。
rule-add-on-without-base = 「{ $offer }」はアドオンです。先に基になるサブスクリプションを追加してください。

# -- 注文の拒否
rule-agreement-not-confirmed = 顧客が顧客契約に同意していません。顧客のアカウント ページで同意を確認してから、もう一度注文してください。
rule-partner-agreement-unsigned = 自社がパートナー契約に署名していません。グローバル管理者に署名を依頼してください。
rule-reseller-agreement-unsigned = 間接リセラーがパートナー契約に署名していません。リセラーに署名を依頼してください。
rule-customer-under-review = 顧客のアカウントは審査中です。審査が完了すると注文できます。
rule-customer-not-allowed = 顧客のアカウントが審査で承認されなかったため、注文できません。サポートに連絡してください。
rule-qualification-forbids-offer = 顧客の資格では「{ $offer }」を購入できません。別のプランを選択するか、先に資格を申請してください。
rule-partner-restricted = 自社の利用は現在制限されているため、顧客の追加や新規購入など、新しい取引はできません。このポータルの運営者にお問い合わせください。
rule-partner-suspended = 自社の利用は停止されています。このポータルの運営者にお問い合わせください。
rule-partner-state-unchanged = パートナーはすでに同じ理由でこの状態です。別の状態を選択するか、別の理由を入力してください。
rule-qualification-not-in-edition = このエディションの顧客に特別な資格はありません。空欄のままにしてください。
rule-kind-not-in-edition = このエディションには、この種類の組織はありません。direct_bill を使用してください。
rule-country-not-in-edition = このエディションの組織の所在地と販売地域は { $country } に限られます。
rule-partner-not-verified = このエディションのパートナーは、政府機関に販売する資格を運営者が確認してから登録します。確認してから true に設定してください。
rule-credit-limit-exceeded = 注文が与信限度額を超えています。利用可能な額は { $available } { $currency } です。注文を減らすか、未払いの請求書を先に支払ってください。
rule-sold-by-provider = この顧客については間接リセラーとしての関係しかありません。販売に関する操作と関係の終了はプロバイダーが行います。プロバイダーに依頼してください。
rule-reseller-not-enrolled = この組織は間接リセラーになれません。パートナーとして登録され、パートナー ネットワーク ID を持ち、有効である必要があります。
rule-reseller-outside-market = リセラーの所在国 ({ $country }) では、このプロバイダーは販売していません。その国で販売しているプロバイダーを選択してください。
rule-provider-inactive = このプロバイダーは現在パートナーシップを開始できません。プロバイダーに問い合わせてください。
rule-network-id-format = パートナー ネットワーク ID は 12 桁以内の数字です。4100003 のように入力してください。
rule-network-id-taken = このパートナー ネットワーク ID は別のパートナーのものです。別の ID を入力してください。
rule-sandbox-only = これはサンドボックスでのみ可能です。サンドボックスのアカウントを使用してください。
rule-sandbox-limit-reached = サンドボックスで同時に作成できるリセラーは { $max } 社までです。先に 1 社を削除してください。
rule-sandbox-reseller-in-use = このリセラーにはまだ顧客があります。先に顧客を削除してください。
rule-relationship-missing = この顧客との間に、この操作に必要な再販業者関係がありません。リセラーの関係を要求してください。

# -- すべての要求
rule-role-lacks-rights = お使いのロールではこの操作を行えません。必要なロールをグローバル管理者に依頼してください。
rule-user-token-needed = この操作にはサインインしたユーザーが必要です。ユーザーのトークンを使って呼び出してください。
rule-mfa-needed = この操作には多要素認証が必要です。2 つ目の要素を使ってサインインし直してください。
rule-stale-etag = 他のユーザーがこの内容を変更しました。読み込み直してから、もう一度変更してください。
rule-request-id-reused = この要求 ID は別の要求で既に使用されています。新しい ID を使用してください。
rule-not-found = 存在しないか、アクセス許可がありません。アドレスまたは ID を確認してください。

rule-sign-in-wrong = ユーザー名またはパスワードが正しくありません。両方を確認して、もう一度お試しください。
rule-code-wrong = 現在のコードではありません。認証アプリに今表示されている 6 桁の数字を入力してください。コードは 1 回だけ使えます。
rule-device-code-wrong = このコードは確認できません。プログラムに表示されている 8 文字を入力し、自社のプログラムであることを確認してください。
rule-device-code-ended = このコードは期限切れか、すでに回答済みです。プログラムでサインインをやり直し、新しいコードを入力してください。
rule-already-enrolled = このアカウントには 2 つ目の認証要素がすでに設定されています。
rule-too-short = { $min } 文字以上で入力してください。
rule-password-wrong = 現在のパスワードと一致しません。
rule-password-unchanged = 現在のパスワードとは異なるパスワードを入力してください。
rule-user-name-taken = { $name } はすでに使われています。別のユーザー名を入力してください。
rule-user-name-domain = ユーザー名は @{ $domain } で終わる必要があります。
rule-last-global-admin = 有効なグローバル管理者がこの方だけです。先に別の方をグローバル管理者にしてください。
rule-role-not-offered = このロールは、お客様の組織のユーザーには割り当てられません。
rule-subscription-over = このサブスクリプションは終了しているため、変更できません。新しく購入してください。
rule-base-suspended = 追加先の { $name } が中断中です。先にそちらを再開してください。
rule-subscriptions-active = この顧客には有効なサブスクリプションがあります。すべて中断してから関係を終了してください。
rule-invitation-link-missing = 専用リンクがありません。本文に戻してください。リンクがないと回答できません。
rule-invitation-ended = この要求は、回答済みか、期限切れか、取り消し済みです。新しい要求が必要です。
rule-invitation-expired = 90 日が過ぎたため、リンクは無効です。パートナーに新しいリンクを依頼してください。
rule-invitation-not-now = このパートナーは現在、新しい取引を始められません。時期をパートナーに確認してください。
rule-invitation-parted = このパートナーとの関係は終了しています。このリンクでは元に戻せません。貴社宛ての要求を新しく送るよう、パートナーに依頼してください。
rule-invitation-other-kind = この要求は別の種類の組織に宛てたものです。対象の組織のアカウントでサインインしてください。
rule-too-many-invitations = 未回答の要求が { $max } 件あります。いくつか取り消してから作成してください。
rule-provider-unknown = 共に販売している間接プロバイダーを選択してください。
rule-passwords-differ = 2 つの新しいパスワードが一致しません。同じものを 2 回入力してください。
rule-too-many-drafts = 追加中の顧客がすでに { $max } 件あります。別のタブでいずれかを送信または破棄してから、このフォームをもう一度送信してください。入力した内容はこの画面に残っています。

# 顧客のインポート。
rule-import-file-empty = ファイルに行がありません。1 行目に列の名前、2 行目以降に 1 行につき 1 社の顧客を入力してください。
rule-version-country-unknown = コード { $codes } の国または地域はありません。JP US のように、2 文字のコードを空白で区切って入力してください。
rule-import-file-old-workbook = 古い Excel 形式 (.xls) のファイルです。Excel で開き、Excel ブック (.xlsx) として保存してからアップロードしてください。
rule-import-file-broken = ファイルを表として読み取れません。CSV または Excel ブック (.xlsx) として保存し、もう一度アップロードしてください。
rule-import-encoding-unknown = ファイルの文字を読み取れません。UTF-8 または Shift_JIS の CSV として保存してください。
rule-import-file-too-large = ファイルが大きすぎます。上限は { $max } MB (展開後はその 10 倍) です。複数のファイルに分けてください。
rule-import-too-many-rows = 行が多すぎます。上限は { $max } 行です。複数のファイルに分けてください。
rule-import-too-many-columns = 列が多すぎます。上限は { $max } 列です。不要な列を削除してください。
rule-import-cell-too-long = { $row } 行目に { $max } 文字を超えるセルがあります。短くしてください。
rule-too-many-imports = インポートがすでに { $max } 件あります。不要なものを破棄してください。
rule-import-not-now = インポートの状態が変わりました。もう一度開いて、いま行える操作を確認してください。
rule-import-row-too-long = 見出しより多くのセルがあります。コンマを含む値は引用符で囲んでください。
rule-domain-prefix-repeated = プレフィックス { $prefix } は { $row } 行目ですでに使われています。別のものを指定してください。
rule-customer-repeated = { $row } 行目と会社名および郵便番号が同じです。別の顧客であることを確認してください。
rule-registration-repeated = { $row } 行目と登録番号が同じです。別の顧客であることを確認してください。
rule-too-many-views = 保存済みのビューが既に { $max } 件あります。先に 1 つ削除してください。
rule-domain-prefix-own = このドメインは、貴社の顧客「{ $name }」が使用しています。そのレコードを開くか、別のドメインを選択してください。
rule-customer-known-here = 登録 ID、または会社名と郵便番号が同じ顧客「{ $name }」がすでに登録されています。そのレコードを使用するか、別の会社であることを確認してください。
rule-customer-known-elsewhere = 登録 ID、または会社名と郵便番号が同じ会社がすでに登録されています。同じ会社は重ねて追加せず、自社の顧客にする方法をお読みください。別の会社の場合は、そのことを確認してください。
rule-review-decided = その間に別の担当者が判断しました。結果を確認してください。
rule-file-kind = PDF、PNG、JPEG のいずれかのファイルを選択してください。
rule-file-too-large = ファイルが大きすぎます。{ $max } MB 以下のファイルを選択してください。
rule-too-many-files = ファイルはすでに上限の { $max } 件です。複数のページを 1 つの PDF にまとめてください。
rule-date-in-past = 過去の日付です。{ $today } 以降の日付を選択してください。
rule-admin-name-taken = 名前「{ $name }」は使われています。別の名前にしてください。
rule-days-out-of-range = { $min } ～ { $max } の整数で日数を入力してください。
rule-auto-extend-global-admin = グローバル管理者のロールを含む要求は自動延長できません。ロールを外すか、自動延長をオフにしてください。
rule-directory-role-unknown = 「{ $role }」というディレクトリ ロールはありません。一覧から選んでください。
rule-roles-not-granted = グループに割り当てられるのは、この管理関係に含まれるロールだけです。
rule-admin-relationship-not-now = 管理関係の現在の状態では、この操作はできません。開き直して状態を確認してください。
rule-too-many-open = すでに { $max } 件あります。先にいくつか削除するか、完了してください。
rule-group-assigned-already = このグループには、この管理関係のロールがすでに割り当てられています。その割り当てを変更してください。
rule-group-in-use = このグループには、管理関係のロールがまだ割り当てられています。先に割り当てを外してください。
rule-group-unknown = 自社のグループを 1 つ選んでください。
rule-member-unknown = 自社の有効なユーザーを選んでください。
