# Granular delegated administration: roles of partners in the directories of customers.
nav-admin-relationships = 管理関係
section-admin-relationships = 管理関係
admin-title = 管理関係
admin-lead = 顧客のディレクトリで自社が持つロール、または要求したロールです。
admin-lead-customer = パートナーが貴社のディレクトリで持つロール、または要求したロールです。
admin-empty = 管理関係はまだありません
admin-partner = パートナー
admin-customer = 顧客
admin-any = 未定
admin-until = 期限
admin-roles = ロール
admin-groups = セキュリティ グループ
admin-row-groups = セキュリティ グループ: { $groups }
admin-groups-text = 管理関係が有効な間、ここで割り当てたロールをグループのユーザーが持ちます。
admin-groups-none = ロールを持つグループがないため、まだ誰も利用できません。
admin-state-created = 未要求
admin-state-pending = 承認待ち
admin-state-active = 有効
admin-state-expired = 期限切れ
admin-state-terminated = 終了
assignment-pending = 承認後に有効
assignment-active = 有効
assignment-deleted = 解除済み
action-request-admin = 管理関係の要求
action-request = 承認を要求
action-delete = 削除
action-decline = 拒否
action-terminate = 終了
action-assign = グループにロールを割り当て
action-unassign = 解除
action-add-group = セキュリティ グループの追加
action-delete-group = セキュリティ グループの削除
action-extend-on = オンにする
action-extend-off = オフにする
admin-request-lead = 必要なロールだけを、必要な期間だけ要求してください。顧客のグローバル管理者が承認します。
admin-needs-agent = 要求できるのは、新規の取引が可能なパートナーの管理エージェントだけです。
admin-any-customer = リンクを開いて最初に回答したグローバル管理者の組織が、対象の顧客になります。
admin-this-customer = { $customer } だけが回答できます。
admin-name-hint = 顧客にも表示されます。同じ名前は一度しか使えません。
admin-days-hint = 承認の日から数えて 1 ～ 730 日です。
field-admin-name = 管理関係の名前
field-admin-days = 期間（日数）
field-admin-roles = ディレクトリ ロール
field-admin-group = セキュリティ グループ
field-auto-extend = 終了時に 180 日延長する
field-admin-approved = このパートナーが当社のディレクトリでこれらのロールを持つことを承認します
field-group-name = グループの名前
field-group-members = メンバー
auto-extend-hint = グローバル管理者のロールを含む場合は使えません。
auto-extend-is-on = 終了のたびに 180 日延長されます。
auto-extend-is-off = 延長されません。
admin-send = 顧客へのリンクの送付
admin-send-text = 顧客のグローバル管理者がリンクを開き、サインインして回答します。ここからメールは送信されません。
admin-link = リンク
admin-mail = 顧客へのメール
admin-lapses = リンクの有効期限は { $date } です。
admin-draft = 未要求
admin-draft-text = 顧客はまだ知りません。要求した後は条件を変更できません。
admin-open-customer = 顧客を開く
admin-asked-by = 要求元
admin-duration = 期間
admin-days = { $days } 日
admin-approved-at = 承認日
admin-ended-at = 終了日
admin-how = 終了の理由
admin-how-lapsed = 期限までに回答がありませんでした。
admin-how-expired = 期間が満了しました。
admin-how-declined = { $customer } が拒否しました。
admin-how-withdrawn = { $partner } が要求を取り下げました。
admin-how-customer = { $customer } が終了しました。
admin-how-partner = { $partner } が終了しました。
admin-how-parting = { $partner } と { $customer } の関係の終了に伴い終了しました。
admin-link-own = 顧客にはこのように表示されます。顧客のグローバル管理者にリンクを送ってください。回答できるのはグローバル管理者だけです。
admin-link-own-over = 貴社のリンクです。この要求は回答済みか、期限切れか、取り消し済みです。詳細は管理関係の一覧で確認できます。
admin-link-other = 貴社はこの要求に回答できません。{ $partner } は別の組織に要求しています。サインアウトし、正しいアカウントでサインインしてください。
admin-terminate = 管理関係の終了
admin-terminate-text = すべてのロールがただちになくなります。顧客にメールで通知されます。
admin-withdraw-text = 要求を取り下げます。リンクは使えなくなります。
admin-terminate-customer = { $partner } はこれらのロールをただちに失い、メールで通知されます。販売の関係は続きます。
admin-needs-ender = 終了できるのは、管理エージェントとグローバル管理者だけです。
admin-terminate-asked = この管理関係を終了しますか?
admin-decline-asked = この要求を拒否しますか?
admin-decline-text = { $partner } はロールを得られず、メールで通知されます。パートナーは別のリンクで改めて要求できます。
admin-answer-title = { $partner } が貴社のディレクトリのロールを要求しています
admin-answer-lead = パートナーに心当たりがあり、要求を予期していた場合に限り承認してください。
admin-answer-roles = これらのロールで、{ $partner } のユーザーが貴社のディレクトリを管理します。
admin-answer-global = ロールにグローバル管理者が含まれています。{ $partner } はすべての操作ができ、自身の権限を増やすこともできます。
admin-answer = 回答
admin-answer-not-now = { $partner } は現在、新しい取引を始められないため、この要求を承認できません。時期を { $partner } に確認してください。
admin-answer-text = 承認した後も、いつでも終了できます。
admin-older = 包括的な代理管理者特権:
action-give-up-admin = 特権を放棄
give-up-asked = この顧客のテナントの管理をやめますか?
give-up-loses = セキュリティ グループにロールがない限り、自社のユーザーは、この顧客のユーザーとライセンスの管理、パスワードのリセット、サービス要求の提出ができなくなります。
give-up-keeps = パートナーの関係は続きます。サブスクリプションの注文と更新は引き続き可能で、その請求も続きます。
give-up-again = 特権をもう一度付与できるのは顧客だけです。顧客に自社のリンクを承諾してもらう必要があります。
admin-tasks = この顧客で自分ができること
admin-tasks-lead = 所属するセキュリティ グループのロールと、代理管理者特権で決まります。
admin-task = 操作
admin-allowed = 可否
admin-needs = 不足しているもの
admin-needs-roles = 所属するセキュリティ グループのロール: { $roles }
admin-task-create-user = ユーザーの作成
admin-task-delete-user = ユーザーの削除
admin-task-restore-user = ユーザーの復元
admin-task-reset-password = パスワードのリセット
admin-task-assign-licences = ライセンスの割り当て
admin-task-file-service-request = サービス要求の作成
groups-title = セキュリティ グループ
groups-lead = 顧客でのロールを割り当てる、自社ユーザーのグループです。
groups-empty = セキュリティ グループはまだありません
group-count = { $count } 人
group-delete-text = ロールを持たないグループだけを削除できます。
done-admin-given-up = この顧客の管理特権を放棄しました。
done-admin-requested = 要求を作成しました。リンクを顧客に送ってください。
done-admin-approved = パートナーにロールが付与されました。
done-admin-declined = 要求を拒否しました。
done-admin-terminated = 管理関係を終了しました。
done-admin-deleted = 管理関係を削除しました。
done-admin-assigned = グループにロールを割り当てました。
done-admin-unassigned = グループからロールを解除しました。
done-group-saved = セキュリティ グループを保存しました。
group-delete-asked = セキュリティ グループ「{ $name }」を削除しますか?
group-delete-members = { $count ->
    [0] このグループにはメンバーがいません。
   *[other] このグループのメンバーは { $count } 人です。各メンバー自身のロールはそのまま残ります。
}
group-delete-nothing = このグループには、顧客に対するロールがありません。アクセスを失う人はいません。
group-delete-access = このグループには、顧客に対するロールがあります。割り当てが残っている間は削除できません。割り当てを外すと、メンバーはそのロールを失います。
group-delete-final = 削除したグループは元に戻せません。
group-delete-first = 先に、次のロールの割り当てを外してください。
group-delete-role = { $name }（{ $customer }）: { $roles }
done-group-deleted = セキュリティ グループを削除しました。
permission-admin-relationships-view = 管理関係の表示
permission-admin-relationships-request = 管理関係の要求
permission-admin-relationships-approve = 管理関係の承認
permission-admin-relationships-end = 管理関係の終了
permission-admin-relationships-assign = セキュリティ グループへのロールの割り当て
permission-security-groups-manage = セキュリティ グループの管理
operation-create-security-group = セキュリティ グループの作成
operation-update-security-group = セキュリティ グループの変更
operation-delete-security-group = セキュリティ グループの削除
resource-granular-admin-relationship = 詳細な代理管理関係
resource-granular-admin-access-assignment = セキュリティ グループのロール
resource-security-group = セキュリティ グループ
log-admin-relationship = 管理関係
log-directory-roles = ディレクトリ ロール
log-days = 日数
log-auto-extend = 終了時の延長
log-admin-state = 状態
log-assignment-state = 状態
log-ends = 終了日
log-group = セキュリティ グループ
log-members = メンバー
operation-granular-admin-relationship-created = 詳細な代理管理関係の作成
operation-granular-admin-relationship-updated = 詳細な代理管理関係の変更
operation-granular-admin-relationship-requested = 詳細な代理管理関係の要求
operation-granular-admin-relationship-approved = 詳細な代理管理関係の承認
operation-granular-admin-relationship-activated = 詳細な代理管理関係の有効化
operation-granular-admin-relationship-declined = 詳細な代理管理関係の拒否
operation-granular-admin-relationship-terminated = 詳細な代理管理関係の終了
operation-granular-admin-relationship-expired = 詳細な代理管理関係の期限切れ
operation-granular-admin-relationship-extended = 詳細な代理管理関係の延長
operation-granular-admin-relationship-deleted = 詳細な代理管理関係の削除
operation-granular-admin-access-assignment-created = セキュリティ グループへのロールの割り当て
operation-granular-admin-access-assignment-activated = セキュリティ グループのロールの有効化
operation-granular-admin-access-assignment-updated = セキュリティ グループのロールの変更
operation-granular-admin-access-assignment-deleted = セキュリティ グループのロールの解除
directory-role-directory-reader = ディレクトリ閲覧者
directory-role-about-directory-reader = ユーザーとグループの基本情報を閲覧します。
directory-role-global-reader = グローバル閲覧者
directory-role-about-global-reader = 管理者が見られるものをすべて閲覧します。変更はできません。
directory-role-reports-reader = レポート閲覧者
directory-role-about-reports-reader = サービスの利用状況のレポートを閲覧します。
directory-role-message-reader = メッセージ閲覧者
directory-role-about-message-reader = サービスに関するお知らせを閲覧します。
directory-role-security-reader = セキュリティ閲覧者
directory-role-about-security-reader = セキュリティの設定とレポートを閲覧します。
directory-role-service-support-admin = サービス サポート管理者
directory-role-about-service-support-admin = サービス要求を作成し、サービスの状態を確認します。
directory-role-helpdesk-admin = ヘルプデスク管理者
directory-role-about-helpdesk-admin = 管理者以外のパスワードをリセットし、サービス要求を作成します。
directory-role-password-admin = パスワード管理者
directory-role-about-password-admin = 管理者以外のパスワードをリセットします。
directory-role-licence-admin = ライセンス管理者
directory-role-about-licence-admin = ライセンスをユーザーに割り当て、また解除します。
directory-role-directory-writer = ディレクトリ編集者
directory-role-about-directory-writer = ユーザーとグループを作成し、復元します。
directory-role-groups-admin = グループ管理者
directory-role-about-groups-admin = グループを管理します。
directory-role-user-admin = ユーザー管理者
directory-role-about-user-admin = ユーザーを作成、変更、削除し、パスワードのリセットとライセンスの割り当てを行います。
directory-role-billing-admin = 課金管理者
directory-role-about-billing-admin = 購入し、請求書を確認します。
directory-role-mail-admin = メール管理者
directory-role-about-mail-admin = メールボックスとメールの流れを管理します。
directory-role-meetings-admin = チャットと会議の管理者
directory-role-about-meetings-admin = チャット、通話、会議を管理します。
directory-role-sites-admin = サイト管理者
directory-role-about-sites-admin = サイトとファイルを管理します。
directory-role-device-admin = デバイス管理者
directory-role-about-device-admin = デバイスとそのアプリを管理します。
directory-role-domain-admin = ドメイン名管理者
directory-role-about-domain-admin = ドメイン名を管理します。
directory-role-cloud-application-admin = クラウド アプリケーション管理者
directory-role-about-cloud-application-admin = クラウドのアプリケーションを管理します。
directory-role-application-admin = アプリケーション管理者
directory-role-about-application-admin = すべてのアプリケーションを管理します。
directory-role-compliance-admin = コンプライアンス管理者
directory-role-about-compliance-admin = コンプライアンスの設定とレポートを管理します。
directory-role-security-admin = セキュリティ管理者
directory-role-about-security-admin = セキュリティの設定を管理します。
directory-role-privileged-authentication-admin = 特権認証管理者
directory-role-about-privileged-authentication-admin = 管理者を含む全員のパスワードをリセットします。
directory-role-global-admin = グローバル管理者
directory-role-about-global-admin = ディレクトリのすべての操作ができます。
admin-mail-text =
    件名: { $partner } からディレクトリのロールの要求

    お世話になっております。

    貴社のサービスを管理するため、貴社のディレクトリで次のロールを { $days } 日間お願いいたします: { $roles }

    貴社のグローバル管理者の方は、{ $date } まで次のリンクで要求の確認と回答ができます。
    { $link }

    { $partner }
mail-admin-relationship-subject = { $news ->
    [approved] 管理関係が承認されました: { $name }（{ $partner }）
    [declined] 管理関係の要求が拒否されました: { $name }
    [terminated] 管理関係が終了しました: { $name }（{ $partner }、{ $company }）
    [expired] { $ended ->
        [unanswered] 管理関係の要求への回答がありませんでした: { $name }（{ $company }）
        [nobody] 管理関係の要求への回答がありませんでした: { $name }
       *[other] 管理関係の期限が切れました: { $name }（{ $partner }、{ $company }）
    }
    [extended] 管理関係が { $date } まで延長されました: { $name }
   *[other] 管理関係は { $date } に終了します: { $name }
}
mail-admin-relationship-body =
    お世話になっております。

    { $news ->
        [approved] { $partner } と { $company } の管理関係「{ $name }」が承認されました。有効期限は { $date } です。
        [declined] { $partner } が要求した管理関係「{ $name }」を { $company } が拒否しました。
        [terminated] { $ended ->
            [customer] { $company } が { $date } に、{ $partner } との管理関係「{ $name }」を終了しました。
            [partner] { $partner } が { $date } に、{ $company } との管理関係「{ $name }」を終了しました。
            [parting] { $partner } と { $company } の再販業者関係が { $date } に終了し、これに伴い管理関係「{ $name }」も終了しました。
           *[other] { $partner } と { $company } の管理関係「{ $name }」は { $date } に終了しました。
        }{ $partner } は、この管理関係のロールを失いました。
        [expired] { $ended ->
            [unanswered] { $partner } による管理関係「{ $name }」の要求に、{ $company } から期限までの回答がありませんでした。要求は { $date } に失効し、{ $partner } にロールは与えられません。
            [nobody] { $partner } による管理関係「{ $name }」の要求に、期限までの回答がありませんでした。要求は { $date } に失効し、{ $partner } にロールは与えられません。
           *[other] { $partner } と { $company } の管理関係「{ $name }」は、期間の満了により { $date } に終了しました。{ $partner } は、この管理関係のロールを失いました。
        }
        [extended] { $partner } と { $company } の管理関係「{ $name }」が自動的に延長されました。新しい有効期限は { $date } です。双方とも、いつでも終了できます。
       *[other] { $partner } と { $company } の管理関係「{ $name }」は { $date } に終了します。その後もロールが必要な場合は、{ $partner } が新しい要求をする必要があります。
    }

    { $link }
