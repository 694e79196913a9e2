internal import JSONKit

/// What a route of Microsoft Graph does: everything in one change of the world, so that nothing comes between the
/// limits that let it through and what it does.
struct GraphOperation: Sendable {
    typealias Action = @Sendable (inout World, GraphCall) throws -> GraphAnswer

    /// Whom a call is about.
    enum Topic: Sendable {
        /// People and apps in general.
        case directory
        case target(GraphTarget.Kind)
        /// The people whom the body names, of a person, a chat, a team, or of nothing in particular.
        case notification(GraphTarget.Kind?)
    }

    let options: GraphQuery.Options
    let topic: Topic
    let action: Action
}
