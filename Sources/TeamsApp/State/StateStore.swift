public import TeamsModels

/// Keeps what the bot wants to remember: texts of JSON by owner and name.
///
/// ``MemoryStateStore`` and ``SQLiteStateStore`` are two; a store of your own has to do what each method promises. It
/// needs to know nothing of types and sizes: ``KeptState`` does.
public protocol StateStore: Sendable {
    /// The text under `name`; nil when there is none.
    func text(_ name: String, of owner: StateOwner) async throws(StateError) -> String?

    /// Stores what `change` makes of the text under `name`, in one step that no other write comes between, neither of
    /// this process nor of another one; nil forgets it. Nothing is written when `change` changes nothing, or throws.
    ///
    /// - Parameters:
    ///   - name: which of the owner's texts.
    ///   - owner: whose it is.
    ///   - change: must not wait for anything, and may run more than once.
    /// - Throws: what `change` throws, and ``StateError``.
    func update(
        _ name: String, of owner: StateOwner, _ change: @escaping @Sendable (String?) throws -> String?
    ) async throws

    /// Forgets everything of `owner`. That there is nothing is no error.
    func removeAll(of owner: StateOwner) async throws(StateError)

    /// Forgets everything whose owner goes with `conversation`: its own values, its members' and its messages'.
    func removeAll(in conversation: ConversationID) async throws(StateError)
}
