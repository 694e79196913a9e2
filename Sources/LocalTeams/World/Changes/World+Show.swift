internal import JSONKit

extension World {
    /// The handles of all people, in the order in which they came.
    var everyone: [Handle] { directory.everyone }

    /// Tells people's pages.
    mutating func show(
        _ kind: StreamEvent.Kind, to handles: [Handle], conversation: ConversationID? = nil,
        message: JSONObject? = nil, details: JSONObject = [:]
    ) {
        guard !handles.isEmpty else { return }
        counters.stream += 1
        let event = StreamEvent(
            seq: counters.stream, kind: kind, conversation: conversation, message: message, details: details)
        effects.append(.show(to: handles, event))
    }

    /// Everyone's page must look at the workspace again.
    mutating func showWorkspace() { show(.workspace, to: everyone) }
}
