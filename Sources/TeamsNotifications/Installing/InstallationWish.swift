internal import ExpressionKit
internal import Foundation
package import JSONKit
package import TeamsModels

/// Where somebody wants the app to be installed.
package struct InstallationWish: Sendable, Hashable {
    /// People and teams by name.
    package var targets: [InstallationTarget] = []
    /// All people of the organisation, in place of a list.
    package var isEveryone = false
    /// Of those, for whom this expression over `user` is true.
    package var filter: String?
    /// The organisation; the registration's own unless said.
    package var tenant: TenantID?

    package init(
        targets: [InstallationTarget] = [], isEveryone: Bool = false, filter: String? = nil, tenant: TenantID? = nil
    ) {
        self.targets = targets
        self.isEveryone = isEveryone
        self.filter = filter
        self.tenant = tenant
    }
}

extension InstallationWish: StrictlyDecodable {
    static let maxTargets = 200_000
    private static let maxFilterBytes = 4_000

    package init(from reader: inout StrictReader) throws(StrictError) {
        let users: [String]? = try reader.optional("users")
        let teams: [String]? = try reader.optional("teams")
        if let everyone: Bool = try reader.optional("everyone") {
            guard everyone else { throw reader.error(at: "everyone", "can only be true") }
            guard users == nil, teams == nil else {
                throw reader.error(at: "everyone", "cannot stand beside users or teams")
            }
            isEveryone = true
        }
        guard users != nil || teams != nil || isEveryone else {
            throw reader.error("must have one of users, teams, everyone")
        }
        targets =
            (users ?? []).map { InstallationTarget(.user, $0) }
            + (teams ?? []).map { InstallationTarget(.team, $0) }
        filter = try reader.optional("filter", .filled)
        tenant = (try reader.optional("tenant", .filled) as String?).map { TenantID(rawValue: $0) }
        try check()
    }

    /// Looks for what cannot be done.
    func check() throws(StrictError) {
        var places: [InstallationTarget.Kind: Int] = [:]
        for target in targets {
            let place = places[target.kind, default: 0]
            places[target.kind] = place + 1
            let list = JSONPointer.root.appending("\(target.kind.rawValue)s")
            guard place < Self.maxTargets else {
                throw StrictError(list, "has more than \(Self.maxTargets) ids; send several calls")
            }
            if let problem = target.kind.problem(ofID: target.id) { throw StrictError(list.appending(place), problem) }
        }
        guard let filter else { return }
        let pointer = JSONPointer.root.appending("filter")
        guard isEveryone else { throw StrictError(pointer, "goes with everyone alone") }
        guard filter.utf8.count <= Self.maxFilterBytes else {
            throw StrictError(pointer, "is longer than \(Self.maxFilterBytes) bytes")
        }
        do throws(ExpressionError) { _ = try PersonFilter(filter, now: { Date() }) } catch {
            throw StrictError(pointer, "is no expression: column \(error.column): \(error.message)")
        }
    }
}

extension InstallationTarget.Kind {
    /// What is wrong with the id of one; nil when nothing is.
    fileprivate func problem(ofID id: String) -> String? {
        guard !id.isEmpty else { return "is empty" }
        guard id.utf8.count <= 128, id.utf8.allSatisfy({ 0x20 < $0 && $0 < 0x7F && $0 != 0x2F }) else {
            return "is no id in Microsoft Entra"
        }
        guard self == .user || !id.contains(":") else {
            return "is an id in Teams; here a team is named by the id of its group in Microsoft Entra"
        }
        return nil
    }
}
