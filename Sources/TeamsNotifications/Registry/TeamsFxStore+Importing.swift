package import TeamsApp
internal import TeamsModels

extension TeamsFxStore {
    /// Puts what is taken into a registry. What that knows already stays, and gets what it lacked: twice is once.
    /// - Returns: how many conversations were new.
    package func `import`(into store: any ConversationStore) async throws -> Int {
        var new = 0
        var rest = conversations[...]
        while !rest.isEmpty {
            // Writes that wait at the same time become durable together.
            new += try await withThrowingTaskGroup(of: Bool.self) { group in
                for known in rest.prefix(500) {
                    group.addTask {
                        let isNew = try await store.conversation(known.id) == nil
                        try await store.update(known.id) { $0.map(known.united) ?? known }
                        return isNew
                    }
                }
                return try await group.reduce(0) { $0 + ($1 ? 1 : 0) }
            }
            rest = rest.dropFirst(500)
        }
        return new
    }
}
