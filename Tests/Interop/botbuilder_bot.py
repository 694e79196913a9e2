"""A bot made with Microsoft's Bot Framework SDK for Python (botbuilder), unchanged, authentication on.

Settings: PORT, LOCAL_TEAMS_URL, CLIENT_ID, CLIENT_SECRET. It prints `listening on http://…` when it accepts
connections.
"""

import asyncio
import logging

import report
from aiohttp import web
from botbuilder.core import CardFactory, InvokeResponse, MessageFactory, TurnContext
from botbuilder.core.teams import TeamsActivityHandler, TeamsInfo
from botbuilder.integration.aiohttp import CloudAdapter
from botbuilder.schema import Activity, AdaptiveCardInvokeResponse, ConversationReference
from botframework.connector.auth import (
    AppCredentials,
    AuthenticationConfiguration,
    BotFrameworkAuthenticationFactory,
    ServiceClientCredentialsFactory,
)
from commands import command
from local_token import CLIENT_ID, LOCAL_TEAMS, PORT, token
from recording import recorded

logging.basicConfig(level=logging.INFO)


class LocalCredentials(AppCredentials):
    def get_access_token(self, force_refresh: bool = False) -> str:
        return token()


class LocalCredentialsFactory(ServiceClientCredentialsFactory):
    async def is_valid_app_id(self, app_id: str) -> bool:
        return app_id == CLIENT_ID

    async def is_authentication_disabled(self) -> bool:
        return False

    async def create_credentials(self, app_id, oauth_scope, login_endpoint, validate_authority) -> AppCredentials:
        return LocalCredentials(app_id)


adapter = CloudAdapter(
    BotFrameworkAuthenticationFactory.create(
        to_channel_from_bot_login_url=LOCAL_TEAMS,
        to_channel_from_bot_oauth_scope="https://api.botframework.com",
        to_bot_from_channel_token_issuer="https://api.botframework.com",
        to_bot_from_channel_open_id_metadata_url=f"{LOCAL_TEAMS}/v1/.well-known/openidconfiguration",
        to_bot_from_emulator_open_id_metadata_url=f"{LOCAL_TEAMS}/v1/.well-known/openidconfiguration",
        oauth_url=LOCAL_TEAMS,
        credential_factory=LocalCredentialsFactory(),
        auth_configuration=AuthenticationConfiguration(),
    )
)
last: dict[str, str] = {}
references: dict[str, ConversationReference] = {}


async def on_error(context: TurnContext, error: Exception) -> None:
    """As the SDK's samples do, but for the text to the person, which would be refused as well."""
    logging.error("turn failed: %s", error)


adapter.on_turn_error = on_error


def with_card(card: dict) -> Activity:
    return MessageFactory.attachment(CardFactory.adaptive_card(card))


class Bot(TeamsActivityHandler):
    async def on_invoke_activity(self, context: TurnContext) -> InvokeResponse:
        """A button of a report, or a client that shows one. `on_adaptive_card_invoke` can give no answer: see below."""
        activity = context.activity
        action = activity.value.get("action", {}) if isinstance(activity.value, dict) else {}
        if activity.name != "adaptiveCard/action" or "crane" not in action.get("data", {}):
            return await super().on_invoke_activity(context)
        people = {member.id: member.name for member in (await TeamsInfo.get_paged_members(context)).members}
        name, note = people[activity.from_property.id], action["data"].get("note", "")
        own, others = report.press(activity.reply_to_id, action["verb"], name, note, list(people))
        if others:
            update = with_card(others)
            update.id = activity.reply_to_id
            await context.update_activity(update)
        card = "application/vnd.microsoft.card.adaptive"
        return InvokeResponse(status=200, body=AdaptiveCardInvokeResponse(status_code=200, type=card, value=own))

    async def on_message_activity(self, context: TurnContext) -> None:
        activity = context.activity
        conversation = activity.conversation.id
        references[conversation] = TurnContext.get_conversation_reference(activity)
        verb, rest = command(activity.text)
        match verb:
            case "echo":
                await context.send_activity(rest)
            case "say":
                last[conversation] = (await context.send_activity(rest)).id
            case "edit":
                await context.update_activity(Activity(id=last[conversation], type="message", text=rest))
            case "delete":
                await context.delete_activity(last[conversation])
            case "report":
                people = [member.id for member in (await TeamsInfo.get_paged_members(context)).members]
                await context.send_activity(with_card(report.for_all(people, [])))
            case "members":
                page = await TeamsInfo.get_paged_members(context)
                one = await TeamsInfo.get_member(context, activity.from_property.id)
                await context.send_activity(f"members: {len(page.members)}, you are {one.name}")
            case "proactive":

                async def send(later: TurnContext) -> None:
                    await later.send_activity(rest)

                await adapter.continue_conversation(references[conversation], send, CLIENT_ID)


# What the SDK leaves to the bot, and answers 501 otherwise.
ANSWERS = {
    # Version 4.17.1 serialises an answer twice, and fails at the second time: it can give none here.
    "on_adaptive_card_invoke": None,
    "on_teams_task_module_fetch": None,
    "on_teams_task_module_submit": None,
    "on_teams_file_consent_accept": None,
    "on_teams_file_consent_decline": None,
    "on_teams_signin_verify_state": None,
    "on_teams_signin_token_exchange": None,
    "on_teams_config_fetch": None,
    "on_teams_config_submit": None,
    "on_teams_tab_fetch": None,
    "on_teams_tab_submit": None,
    "on_teams_o365_connector_card_action": None,
}
bot = recorded(Bot, ANSWERS)()


async def messages(request: web.Request) -> web.Response:
    return await adapter.process(request, bot)


async def main() -> None:
    app = web.Application()
    app.router.add_post("/api/messages", messages)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", PORT).start()
    # What the judge waits for.
    print(f"listening on http://127.0.0.1:{PORT}", flush=True)
    await asyncio.Event().wait()


asyncio.run(main())
