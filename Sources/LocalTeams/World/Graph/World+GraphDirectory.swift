internal import JSONKit

// People, groups and teams, as Microsoft Graph shows them.

extension GraphQuery.Options {
    /// A person's properties that come without being asked for.
    private static let usual = [
        "businessPhones", "displayName", "givenName", "id", "jobTitle", "mail", "mobilePhone", "officeLocation",
        "preferredLanguage", "surname", "userPrincipalName",
    ]

    static let user = Self(select: usual + ["accountEnabled", "userType"])
    static let users = Self(
        filter: [
            "id", "displayName", "givenName", "surname", "mail", "userPrincipalName", "accountEnabled", "userType",
        ],
        select: user.select, pages: true, count: true)
    static let members = Self(select: user.select, pages: true, count: true)
    static let teamMembers = Self(pages: true, count: true)
}

extension World {
    /// A page of all people.
    func graphUsers(_ query: GraphQuery) -> GraphPage {
        var page = GraphPage()
        let handles = directory.everyone
        var place = min(query.skip ?? 0, handles.count)
        while place < handles.count, page.value.count < query.top {
            if let user = graphUser(handles[place]), query.filter?.includes(user) ?? true {
                page.value.append(shown(user, query))
            }
            place += 1
        }
        if place < handles.count { page.next = place }
        // Counted once, with the first page, as Graph does.
        if query.count, query.skip == nil {
            page.count =
                query.filter.map { filter in
                    handles.count { graphUser($0).map(filter.includes) ?? false }
                } ?? handles.count
        }
        return page
    }

    func graphUser(_ name: String, _ query: GraphQuery) throws(Refusal) -> JSONObject {
        shown(graphUser(try graphPerson(name)) ?? [:], query)
    }

    /// The members of a group, which are those of its team.
    func graphMembers(ofGroup group: String, _ query: GraphQuery) throws(Refusal) -> GraphPage {
        guard let team = places.team(group: group), !team.deleted else {
            throw Refusal(
                status: 404, code: "Request_ResourceNotFound",
                message: "Resource '\(group.prefix(200))' does not exist: no group has this id.")
        }
        return page(of: team.roster, query) { handle in
            guard let user = graphUser(handle) else { return nil }
            var shown = shown(user, query)
            shown["@odata.type"] = "#microsoft.graph.user"
            return shown
        }
    }

    func graphTeam(_ group: String, _: GraphQuery) throws(Refusal) -> JSONObject {
        let team = try graphTeam(group)
        return [
            "id": .string(team.aadGroupId), "displayName": .string(team.name), "description": .null,
            "internalId": team.id.json, "isArchived": .bool(team.archived), "tenantId": .string(tenant.id),
        ]
    }

    func graphMembers(ofTeam group: String, _ query: GraphQuery) throws(Refusal) -> GraphPage {
        let team = try graphTeam(group)
        return page(of: team.roster, query) { handle in
            guard let person = person(handle) else { return nil }
            return [
                "@odata.type": "#microsoft.graph.aadUserConversationMember",
                "id": .string(StableID.opaque(48, "member", team.aadGroupId, person.aadObjectId)), "roles": [],
                "displayName": .string(person.name), "userId": .string(person.aadObjectId),
                "email": .string(person.email), "tenantId": .string(tenant.id),
            ]
        }
    }

    /// The pages stay good when others join.
    private func page(of roster: Roster, _ query: GraphQuery, _ view: (Handle) -> JSONObject?) -> GraphPage {
        let handles = roster.page(after: query.skip ?? 0, count: query.top)
        var page = GraphPage(value: handles.compactMap(view))
        if let last = handles.last, handles.endIndex < roster.handles.endIndex { page.next = roster.joined[last] }
        if query.count, query.skip == nil { page.count = roster.handles.count }
        return page
    }

    private func graphUser(_ handle: Handle) -> JSONObject? {
        guard let person = person(handle) else { return nil }
        let names = person.name.split(separator: " ").map(String.init)
        return [
            "id": .string(person.aadObjectId), "displayName": .string(person.name),
            "givenName": names.first.map(JSONValue.string) ?? .null,
            "surname": names.count > 1 ? .string(names.dropFirst().joined(separator: " ")) : .null,
            "mail": .string(person.email), "userPrincipalName": .string(person.userPrincipalName),
            "preferredLanguage": .string(person.locale), "jobTitle": .null, "mobilePhone": .null,
            "officeLocation": .null, "businessPhones": [], "accountEnabled": true, "userType": "Member",
        ]
    }

    /// What was asked for of a person, else the usual properties.
    private func shown(_ user: JSONObject, _ query: GraphQuery) -> JSONObject {
        guard query.select == nil else { return query.selected(user) }
        var user = user
        user["accountEnabled"] = nil
        user["userType"] = nil
        return user
    }
}
