@_exported public import JSONKit
@_exported public import TeamsApp
@_exported public import TeamsCards
@_exported public import TeamsConnector
@_exported public import TeamsModels
