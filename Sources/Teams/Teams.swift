// `import Teams` is all that a bot needs.

@_exported public import JSONKit
@_exported public import TeamsApp
@_exported public import TeamsCards
@_exported public import TeamsConnector
@_exported public import TeamsModels

// What the app takes from its surroundings: a log, and requests of another server.
@_exported public import struct HTTPKit.HTTPFields
@_exported public import struct HTTPKit.HTTPRequest
@_exported public import struct HTTPKit.HTTPResponse
@_exported public import protocol HTTPKit.HTTPTransport
@_exported public import protocol ServiceKit.LogSink
@_exported public import struct ServiceKit.Logger
