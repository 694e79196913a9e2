internal import TeamsModels

extension Route where Payload: Decodable {
    /// Messages whose value is a `Payload`: somebody pressed a button that sends one (`messageBack`), or submitted a
    /// card (`Action.Submit`), whose data and inputs it is.
    ///
    /// ```swift
    /// app.on(.submitted(Ticket.self)) { context, ticket in … }
    /// ```
    /// Inputs of a card are texts, and are read as what the type has there: ``CardPress/read(_:)``. A value that is no
    /// `Payload` is told to the log. ``App/onCardAction(_:data:file:line:_:)`` answers the buttons of one verb.
    public static func submitted(_ type: Payload.Type) -> Self {
        Route(.value) { context in
            guard let value = context.activity.value else { return nil }
            return try CardValues.read(type, from: value)
        }
    }
}
