/// What an app must be allowed for a call of Microsoft Graph. The names are those of the Graph permissions reference,
/// and of "Resource-specific consent for your Teams app".
struct GraphPermission: Sendable, Equatable {
    /// Application permissions, the least first. One of them is enough, and stands in the token's `roles`.
    var application: [String]
    /// Resource-specific permissions that do as well. They are the app's, and stand in no token.
    var resourceSpecific: [String] = []
    /// Whether it is the directory that refuses: it words that in its own way.
    var isOfDirectory = false

    static let users = GraphPermission(
        application: ["User.Read.All", "User.ReadWrite.All"] + directory, isOfDirectory: true)
    static let groupMembers = GraphPermission(
        application: ["GroupMember.Read.All", "GroupMember.ReadWrite.All", "Group.Read.All", "Group.ReadWrite.All"]
            + directory, isOfDirectory: true)
    static let team = GraphPermission(
        application: ["Team.ReadBasic.All", "TeamSettings.Read.All", "TeamSettings.ReadWrite.All"] + groups + directory,
        resourceSpecific: ["TeamSettings.Read.Group", "TeamSettings.ReadWrite.Group"])
    static let teamMembers = GraphPermission(
        application: ["TeamMember.Read.All", "TeamMember.ReadWrite.All"] + groups + directory,
        resourceSpecific: ["TeamMember.Read.Group"])
    static let catalog = GraphPermission(application: ["AppCatalog.Read.All", "AppCatalog.ReadWrite.All"] + directory)

    private static let directory = ["Directory.Read.All", "Directory.ReadWrite.All"]
    private static let groups = ["Group.Read.All", "Group.ReadWrite.All"]

    /// To see which apps are installed at a kind of place.
    static func readInstallations(_ kind: GraphTarget.Kind) -> GraphPermission {
        GraphPermission(
            application: ["ReadSelfFor", "ReadFor"].map { installation($0, kind) }
                + writeInstallations(kind).application,
            resourceSpecific: ["TeamsAppInstallation.Read.\(kind.resource)"])
    }

    /// To install apps there, to upgrade and to remove them.
    static func writeInstallations(_ kind: GraphTarget.Kind) -> GraphPermission {
        GraphPermission(
            application: [
                "ReadWriteSelfFor", "ReadWriteFor", "ReadWriteAndConsentSelfFor", "ReadWriteAndConsentFor",
            ].map { installation($0, kind) })
    }

    /// To put something into activity feeds.
    static func notify(_ kind: GraphTarget.Kind) -> GraphPermission {
        GraphPermission(
            application: ["TeamsActivity.Send"], resourceSpecific: ["TeamsActivity.Send.\(kind.resource)"])
    }

    private static func installation(_ verb: String, _ kind: GraphTarget.Kind) -> String {
        "TeamsAppInstallation.\(verb)\(kind.rawValue).All"
    }

    /// Whether a permission is consented to for one team, chat or person, and not for the whole tenant.
    static func isResourceSpecific(_ name: String) -> Bool {
        [".User", ".Chat", ".Group"].contains { name.hasSuffix($0) }
    }

    /// What the app that is being developed may do when nobody said otherwise: the least for each call.
    static let development = [
        users, groupMembers, team, teamMembers, catalog, writeInstallations(.user), writeInstallations(.chat),
        writeInstallations(.team), notify(.user),
    ].map { $0.application[0] }
}

extension Bot {
    /// Its application permissions in Microsoft Graph: those of its permissions that are not resource-specific. The app
    /// that is being developed has all that it can need, unless any are named.
    var graphRoles: [String] {
        let named = permissions.filter { !GraphPermission.isResourceSpecific($0) }
        return named.isEmpty && appId == Self.developmentID ? GraphPermission.development : named
    }
}

extension World {
    /// The caller, when it may do what asks for `permission`.
    @discardableResult
    func allowed(_ caller: GraphCaller, _ permission: GraphPermission) throws(Refusal) -> Bot {
        let bot = try graphBot(caller)
        guard
            permission.application.contains(where: caller.roles.contains)
                || permission.resourceSpecific.contains(where: bot.permissions.contains)
        else { throw .missingRole(permission, of: caller) }
        return bot
    }

    /// Whether what a caller holds of `permission` is about itself alone.
    func isLimitedToItself(_ caller: GraphCaller, _ permission: GraphPermission) -> Bool {
        guard let bot = bot(caller.bot) else { return true }
        return !permission.application.contains { caller.roles.contains($0) && !$0.contains("SelfFor") }
            && !permission.resourceSpecific.contains(where: bot.permissions.contains)
    }

    /// The caller, who may be gone since its token was read.
    func graphBot(_ caller: GraphCaller) throws(Refusal) -> Bot {
        guard let bot = bot(caller.bot) else { throw .invalidGraphToken("The app is not registered in this tenant.") }
        return bot
    }
}
