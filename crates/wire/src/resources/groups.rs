//! Security groups of a partner. The partner API has none; members are named as directories name
//! them (decision 18).

use crate::date::DateTime;

resource! {
    /// A group of the partner's people, to which roles at customers are given.
    Group {
        /// The id of the group.
        id: String,
        /// Its name, unique within the partner.
        display_name: String,
        /// Who is in it; absent in lists. In a body: who is to be in it, each by id or by name.
        members: Vec<GroupMember>,
        /// How many people are in it.
        member_count: i64,
        /// When it was made.
        created_date_time: DateTime,
    }
}

shape! {
    /// Somebody in a group.
    #[derive(Eq)]
    GroupMember {
        /// The id of the person.
        id: String,
        /// The name they sign in with.
        user_principal_name: String,
        /// Given name.
        given_name: String,
        /// Family name.
        surname: String,
    }
}
