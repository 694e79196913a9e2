internal import JSONKit
internal import ServiceKit
public import TeamsCards
public import TeamsModels

extension App {
    /// Opens a dialog: a button whose data have `id` as their `dialog_id` was pressed.
    ///
    /// ```swift
    /// app.onDialog("berth") { context in .dialog("Berth", card: form) }
    /// ```
    /// `Action.Submit("Assign…", dialog: "berth")` is such a button. `app.on(.taskFetch)` gets the requests for all
    /// others.
    public func onDialog(
        _ id: String, file: String = #fileID, line: UInt = #line,
        _ handler: @escaping @Sendable (TurnContext) async throws -> DialogAnswer
    ) {
        on(.taskFetch.of(id), file: file, line: line) { context, _ in try await handler(context) }
    }

    /// Takes what was filled in in a dialog whose button has `id` as the `action`, or `dialog_id`, of its data.
    ///
    /// ```swift
    /// app.onDialogSubmit("assign", data: Assignment.self) { context, assignment in
    ///     .message("Berth \(assignment.berth) it is.")
    /// }
    /// ```
    /// Inputs are read as ``CardPress/read(_:)`` does. What does not fit never reaches the handler: the person is told
    /// so in the place of the dialog.
    public func onDialogSubmit<Value: Decodable & Sendable>(
        _ id: String, data: Value.Type, file: String = #fileID, line: UInt = #line,
        _ handler: @escaping @Sendable (TurnContext, Value) async throws -> DialogAnswer
    ) {
        on(.taskSubmit.of(id), file: file, line: line) { context, request in
            let value: Value
            do { value = try CardValues.read(data, from: request.data ?? [:]) } catch {
                let problem = CardProblem(code: .data, verb: id, detail: CodablePayload.words(for: error))
                context.logger.notice(
                    "A dialog's form came to no handler", ["dialog": id, "detail": problem.detail])
                return .message(problem.description)
            }
            return try await handler(context, value)
        }
    }

    /// Gives the choices of an input while somebody types: those of a `dataset`.
    ///
    /// ```swift
    /// app.onSearch("ports") { context, search in
    ///     ports.filter { $0.hasPrefix(search.queryText ?? "") }.map { SearchChoice($0) }
    /// }
    /// ```
    /// The input is a choice set with `Data.Query("ports")`. Teams shows 15 choices.
    public func onSearch(
        _ dataset: String, file: String = #fileID, line: UInt = #line,
        _ handler: @escaping @Sendable (TurnContext, SearchRequest) async throws -> [SearchChoice]
    ) {
        on(.search.of(dataset), file: file, line: line) { context, search in
            .choices(try await handler(context, search))
        }
    }
}

extension DialogAnswer {
    /// Opens a dialog with an Adaptive Card; after a submission, in the place of the one that was submitted.
    public static func dialog(
        _ title: String, card: AdaptiveCard, width: DialogSize? = nil, height: DialogSize? = nil
    ) -> DialogAnswer {
        .dialog(title, card: Attachment(card), width: width, height: height)
    }
}
