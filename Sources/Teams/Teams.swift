// `import Teams` is all that a bot needs: the five modules of a bot, and of the kits what the app takes from its
// surroundings, a log, a transport and requests of another server. What a kit does not promise is not public.

@_exported public import ExpressionKit
@_exported public import HTTPKit
@_exported public import JSONKit
@_exported public import ServiceKit
@_exported public import TeamsApp
@_exported public import TeamsCards
@_exported public import TeamsConnector
@_exported public import TeamsModels
