internal import ServiceKit

extension AppError.Code {
    /// The person did not answer in time.
    public static let noAnswer: AppError.Code = "noAnswer"
    /// The bot asked the person something else in the same conversation before they answered.
    public static let questionReplaced: AppError.Code = "questionReplaced"
    /// The app was removed from the conversation before the person answered.
    public static let botRemoved: AppError.Code = "botRemoved"
    /// The bot is shutting down; the answer to a question with a key goes to its handler after the restart.
    public static let shuttingDown: AppError.Code = "shuttingDown"
}
