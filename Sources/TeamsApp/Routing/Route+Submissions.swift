internal import Foundation
internal import JSONKit
internal import TeamsModels

extension Route where Payload: Decodable {
    /// Messages whose value is a `Payload`: somebody pressed a button that sends one (`messageBack`), or submitted a
    /// card (`Action.Submit`), whose data and inputs it is.
    ///
    /// ```swift
    /// app.on(.submitted(Ticket.self)) { context, ticket in … }
    /// ```
    /// Inputs of a card are texts, whatever they look like: `"4"`, `"true"`. A value that is no `Payload` is told to
    /// the log.
    public static func submitted(_ type: Payload.Type) -> Self {
        Route(.value) { context in
            guard let value = context.activity.value else { return nil }
            return try JSONDecoder().decode(type, from: Data(value.serialized()))
        }
    }
}
