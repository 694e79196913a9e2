public import JSONKit
public import TeamsModels

/// What Teams asks a bot, by its name: the value that it carries, and what is answered. A handler for another payload,
/// or with another answer, does not compile.
///
/// Name your own where several places use it:
/// ```swift
/// extension Invoke<Approval, Receipt> {
///     static var approve: Self { Invoke("approve") }
/// }
/// app.on(.approve) { context, approval in Receipt(of: approval) }
/// ```
/// A value that is no `Payload` never reaches the handler; it is answered 400.
public struct Invoke<Payload: Sendable, Reply: Sendable>: Sendable {
    /// The name on the wire.
    public let name: InvokeName
    /// Which of the invokes of that name: a dialog, a card's verb, a data set; nil for all that have no handler of
    /// their own.
    public private(set) var part: String?
    let read: @Sendable (JSONValue) throws -> Payload
    let write: @Sendable (Reply) throws -> TurnResponse

    /// An invoke by its name on the wire.
    ///
    /// - Parameters:
    ///   - name: the name on the wire.
    ///   - reading: makes the payload of the activity's `value`, which is null when there is none. What it throws is
    ///     the reason of the 400.
    ///   - answering: makes the response of what a handler returned.
    public init(
        _ name: InvokeName, reading: @escaping @Sendable (JSONValue) throws -> Payload,
        answering: @escaping @Sendable (Reply) throws -> TurnResponse
    ) {
        self.name = name
        read = reading
        write = answering
    }

    /// Those of them alone that are for `part`: the `dialog_id` or `action` of a dialog, the `verb` of an
    /// `Action.Execute`, the `dataset` of a search, the `commandId` of a message extension.
    ///
    /// ```swift
    /// app.on(.taskFetch.of("berth")) { context, request in … }
    /// ```
    public func of(_ part: String) -> Invoke {
        var invoke = self
        invoke.part = part
        return invoke
    }

    var key: RouteKey { part.map { .invokePart(name, $0) } ?? .kind(.invoke(name)) }
}

extension Invoke where Payload: WireValue, Reply: WireValue {
    /// An invoke by its name on the wire: the answer is the body of a 200.
    public init(_ name: InvokeName) {
        self.init(name, reading: { try Payload(json: $0) }, answering: { .json($0.json) })
    }
}

extension Invoke where Payload: WireValue, Reply == Void {
    /// An invoke by its name on the wire, which is answered with an empty 200.
    public init(_ name: InvokeName) {
        self.init(name, reading: { try Payload(json: $0) }, answering: { .ok })
    }
}

extension Invoke where Payload: WireValue, Reply == TurnResponse {
    /// An invoke by its name on the wire, whose handler decides about the status too.
    public init(_ name: InvokeName) {
        self.init(name, reading: { try Payload(json: $0) }, answering: { $0 })
    }
}

extension Invoke where Payload: Decodable, Reply: Encodable {
    /// An invoke by its name on the wire, whose payload and answer are `Codable`: the answer is the body of a 200.
    public init(coding name: InvokeName) {
        self.init(
            name, reading: { try CodablePayload.decode($0) },
            answering: { .json(try CodablePayload.encode($0)) })
    }
}
