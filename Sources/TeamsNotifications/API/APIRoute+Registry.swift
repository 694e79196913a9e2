internal import HTTPKit
internal import JSONKit
internal import TeamsApp
internal import TeamsModels

extension APIRoute {
    /// Who can be reached, who cannot, and what people have chosen.
    static let registry: [APIRoute] = [
        APIRoute(
            method: "GET", pattern: "/v1/installations", summary: "Where the app is installed.", scope: .read,
            items: [
                Item(name: "scope", schema: APISchema.choice(InstallationScope.allCases.map(\.rawValue))),
                Item(
                    name: "user", schema: APISchema.text("A person, by the id in Microsoft Entra or in conversations")),
                Item(name: "team", schema: APISchema.text("A team's id")),
            ] + Item.page, answers: [.page("A page of installations", of: "Installation")], answer: installations),
        APIRoute(
            method: "GET", pattern: "/v1/unreachable", summary: "Who cannot be reached, since when and why.",
            scope: .read, items: Item.page, answers: [.page("A page of conversations", of: "Unreachable")],
            answer: { call in
                let page = try call.query(PageQuery.self).page
                let scan = RegistryScan(store: call.desk.conversations, query: ConversationQuery(isReachable: false))
                let found = try await scan.page(after: page.after, limit: page.limit) { known -> JSONValue? in
                    known.closure.map { known.unreachableJSON($0) }
                }
                return .page(found.items, next: found.next)
            }),
        APIRoute(
            method: "GET", pattern: "/v1/preferences/{user}", summary: "What a person wants nothing of.", scope: .read,
            answers: [.json(200, "The categories", "Preferences")],
            answer: { call in
                try call.nothingElse()
                return preferences(try await call.desk.optedOut(try call.person()))
            }),
        APIRoute(
            method: "PUT", pattern: "/v1/preferences/{user}",
            summary: "Changes that; answers when nothing that it forbids is on the wire any more.", scope: .admin,
            body: APISchema.ref("Preferences"), answers: [.json(200, "What holds from now on", "Preferences")],
            answer: { call in
                let person = try call.person()
                let json = try call.json()
                _ = try call.query(NoQuery.self)
                let categories = try StrictReader.read(PreferencesBody.self, from: json).optedOut
                try await call.desk.setOptedOut(person, categories)
                return preferences(categories)
            }),
    ]

    private static let installations: @Sendable (APICall) async throws -> HTTPReply = { call in
        let query = try call.query(InstallationQuery.self)
        let type: ConversationType? =
            switch query.scope {
            case .personal: .personal
            case .group: .groupChat
            case .team: .channel
            case nil: nil
            }
        let scan = RegistryScan(
            store: call.desk.conversations,
            query: ConversationQuery(
                person: query.user.map { AccountID(rawValue: $0) }, team: query.team.map { TeamID(rawValue: $0) },
                type: type))
        let found = try await scan.page(after: query.page.after, limit: query.page.limit) { known -> JSONValue? in
            guard known.uninstalledAt == nil, let scope = InstallationScope(known) else { return nil }
            return query.scope == nil || query.scope == scope ? known.installationJSON(scope) : nil
        }
        return .page(found.items, next: found.next)
    }

    private static func preferences(_ categories: Set<String>) -> HTTPReply {
        .json(["optedOut": .array(categories.sorted().map(JSONValue.string))])
    }
}

/// What a person wants nothing of.
struct PreferencesBody: StrictlyDecodable {
    static let maxCategories = 1_000
    static let maxCategoryBytes = 256

    let optedOut: Set<String>

    init(from reader: inout StrictReader) throws(StrictError) {
        let list: [String] = try reader.required("optedOut")
        guard list.count <= Self.maxCategories else {
            throw reader.error(at: "optedOut", "has more than \(Self.maxCategories) categories")
        }
        let place = reader.pointer.appending("optedOut")
        for (index, category) in list.enumerated() {
            guard StrictRule<String>.filled.problem(category) == nil else {
                throw StrictError(place.appending(index), "is empty")
            }
            guard category.utf8.count <= Self.maxCategoryBytes else {
                throw StrictError(place.appending(index), "is longer than \(Self.maxCategoryBytes) bytes")
            }
        }
        optedOut = Set(list)
    }
}

extension APICall {
    /// The person that the path names.
    fileprivate func person() throws(APIError) -> String {
        let user = path["user"]
        guard !user.isEmpty, user.utf8.count <= 256, user.utf8.allSatisfy({ 0x20 < $0 && $0 < 0x7F }) else {
            throw .invalid("the path must name a person by the id in Microsoft Entra")
        }
        return user
    }
}
