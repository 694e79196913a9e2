internal import ServiceKit
internal import TeamsConnector

extension AppError: CodedError {
    /// The code's name.
    package var codeName: String { code.rawValue }
}

extension StateError: CodedError {
    /// The code's name.
    package var codeName: String { code.rawValue }
}
