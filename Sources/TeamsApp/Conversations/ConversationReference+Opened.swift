internal import JSONKit
internal import TeamsModels

extension ConversationReference {
    /// The same, with the two who are in it.
    func opened(by bot: Account?, with member: Account?) -> ConversationReference {
        var reference = self
        reference.bot = bot
        reference.user = member
        return reference
    }
}

extension Account {
    /// Who was asked for by the directory's id, which is no id in conversations: Teams takes both in the same place.
    var withDirectoryID: Account {
        guard let id, !id.rawValue.contains(":"), directoryID == nil else { return self }
        var account = self
        account.id = nil
        account.aadObjectId = id.rawValue
        return account
    }
}
