internal import JSONKit
public import TeamsModels

extension Invoke<SearchRequest, SearchAnswer> {
    /// Somebody types into an input of a card whose choices the bot knows. `.search.of("people")` for one `dataset`.
    ///
    /// ```swift
    /// app.on(.search) { context, request in
    ///     let found = ports.filter { $0.name.hasPrefix(request.queryText ?? "") }
    ///     return .choices(found.map { SearchChoice($0.name, value: $0.id) })
    /// }
    /// ```
    public static var search: Self {
        Self(.search, reading: { try SearchRequest(json: $0) }, answering: { .json($0.body) })
    }
}
