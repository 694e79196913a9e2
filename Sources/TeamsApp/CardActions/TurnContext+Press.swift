internal import ServiceKit
internal import TeamsModels

extension TurnContext {
    /// The button that was pressed, in a handler of card actions.
    ///
    /// - Throws: ``AppError/Code/noCardPress`` in a turn that comes from no card.
    public var press: CardPress {
        get throws(AppError) {
            if let press = CardPress(activity) { return press }
            throw AppError(
                .noCardPress, "This activity (\(activity.kind)) comes from no card, so nothing was pressed")
        }
    }
}

extension AppError.Code {
    /// No button of a card was pressed.
    public static let noCardPress: AppError.Code = "noCardPress"
}
