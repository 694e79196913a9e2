internal import JSONKit

/// What a reset brings back.
struct InitialWorkspace: Sendable, Equatable {
    private(set) var workspace: Workspace
    private var isDirty = false

    init(_ workspace: Workspace) { self.workspace = workspace }

    private static let key = "initial"

    mutating func change(_ body: (inout Workspace) -> Void) {
        body(&workspace)
        touch()
    }

    /// It is to be stored, though it is as it was.
    mutating func touch() { isDirty = true }

    mutating func takeChanges(into records: inout [RecordChange]) {
        guard isDirty else { return }
        isDirty = false
        records.append(.put(Record(kind: .initial, key: Self.key, json: workspace.object)))
    }
}
