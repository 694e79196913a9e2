import Foundation
import TeamsModels

@testable import TeamsApp

/// The stores that one suite is run on.
enum StoreKind: String, CaseIterable, Sendable {
    case memory
    case sqlite

    func make(in folder: StoreFolder) throws -> any ConversationStore {
        switch self {
        case .memory: MemoryConversationStore()
        case .sqlite: try SQLiteConversationStore(path: folder.file())
        }
    }
}

/// A folder that goes with the object.
final class StoreFolder: Sendable {
    let path: String

    init() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "conversations-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        path = folder.path(percentEncoded: false)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    func file(_ name: String = "conversations.db") -> String { "\(path)/\(name)" }
}

extension KnownConversation {
    /// A personal chat, or, without a person, a group chat.
    static func sample(
        _ id: ConversationID, tenant: TenantID? = "T", person: AccountID? = nil, directoryID: String? = nil,
        team: TeamID? = nil
    ) -> KnownConversation {
        let type: ConversationType =
            person != nil || directoryID != nil ? .personal : team != nil ? .channel : .groupChat
        var reference = ConversationReference(id, type: type, tenantId: tenant, serviceUrl: Bot.serviceURL)
        if type == .personal {
            reference.user = Account()
            reference.user?.id = person
            reference.user?.aadObjectId = directoryID
        }
        var known = KnownConversation(reference)
        known.team = team.map { TeamInfo($0) }
        return known
    }
}

extension ConversationStore {
    /// The ids that a query finds, in order.
    func ids(_ query: ConversationQuery = ConversationQuery(), limit: Int = 500) async throws -> [String] {
        var ids: [String] = []
        for try await page in pages(of: query, limit: limit) { ids += page.map(\.id.rawValue) }
        return ids
    }
}
