"""A bot made with Microsoft's Teams SDK for Python, unchanged, authentication on.

It shares no code with this repository: what works here works against a judge that we did not write. Settings:
PORT, LOCAL_TEAMS_URL, CLIENT_ID, CLIENT_SECRET. It prints `listening on http://…` when it accepts connections.
"""

import asyncio
import logging
import os
import re
import socket

import httpx
import report
from microsoft_teams.api import (
    Account,
    AdaptiveCardActionCardResponse,
    AdaptiveCardInvokeActivity,
    MessageActivity,
    MessageActivityInput,
)
from microsoft_teams.api.auth.cloud_environment import PUBLIC, with_overrides
from microsoft_teams.apps import ActivityContext, App
from microsoft_teams.apps.routing.activity_route_configs import ACTIVITY_ROUTES
from microsoft_teams.cards import AdaptiveCard
from recording import say

logging.basicConfig(level=logging.INFO)
LOCAL_TEAMS = os.environ["LOCAL_TEAMS_URL"].rstrip("/")
CLIENT_ID = os.environ["CLIENT_ID"]
CLIENT_SECRET = os.environ.pop("CLIENT_SECRET")  # else the SDK would take it to MSAL, which wants https
PORT = int(os.environ["PORT"])


async def token(scope, tenant_id=None):
    """MSAL refuses an authority that is not https, so the token comes by hand, from the same endpoint."""
    async with httpx.AsyncClient() as client:
        response = await client.post(
            f"{LOCAL_TEAMS}/{tenant_id or 'botframework.com'}/oauth2/v2.0/token",
            data={
                "grant_type": "client_credentials",
                "client_id": CLIENT_ID,
                "client_secret": CLIENT_SECRET,
                "scope": scope if isinstance(scope, str) else scope[0],
            },
        )
        response.raise_for_status()
        return response.json()["access_token"]


app = App(
    client_id=CLIENT_ID,
    token=token,
    cloud=with_overrides(PUBLIC, openid_metadata_url=f"{LOCAL_TEAMS}/v1/.well-known/openidconfiguration"),
    service_url=f"{LOCAL_TEAMS}/teams",
)
last: dict[tuple[str, str], str] = {}  # the last message by conversation and kind


@app.on_message
async def on_message(context: ActivityContext[MessageActivity]):
    say("heard", "on_message")
    text = re.sub(r"<at>.*?</at>", "", context.activity.text or "").strip()
    conversation = context.activity.conversation.id
    activities = context.api.conversations.activities(conversation)
    sender = Account(id=context.activity.from_.id, name=context.activity.from_.name or "")
    if match := re.fullmatch(r"echo (.*)", text, re.S):
        await context.send(match[1])
    elif match := re.fullmatch(r"whisper edit (.*)", text, re.S):
        await activities.update_targeted(last[conversation, "whisper"], MessageActivityInput(text=match[1]))
    elif text == "whisper delete":
        await activities.delete_targeted(last[conversation, "whisper"])
    elif match := re.fullmatch(r"whisper (.*)", text, re.S):
        sent = await context.send(MessageActivityInput(text=match[1]).with_recipient(sender, is_targeted=True))
        last[conversation, "whisper"] = sent.id
    elif match := re.fullmatch(r"say (.*)", text, re.S):
        last[conversation, "say"] = (await context.send(match[1])).id
    elif match := re.fullmatch(r"edit (.*)", text, re.S):
        await activities.update(last[conversation, "say"], MessageActivityInput(text=match[1]))
    elif text == "delete":
        await activities.delete(last[conversation, "say"])
    elif text == "quote":
        await context.reply("quoted")
    elif text == "react":
        await context.api.conversations.add_reaction(conversation, context.activity.id, "like")
    elif text == "members":
        page = await context.api.conversations.members(conversation).get_paged()
        everyone = page.members
        one = await context.api.conversations.members(conversation).get(context.activity.from_.id)
        await context.send(f"members: {len(everyone)}, you are {one.name}")
    elif text in ("report", "quiet report"):
        message = with_card(report.for_all(BY_HAND, []))
        quiet = text != "report"
        await context.send(message.with_recipient(sender, is_targeted=True) if quiet else message)
    elif match := re.fullmatch(r"proactive (.*)", text, re.S):
        await app.send(conversation, match[1])


# Version 2.1.1 refuses an invoke whose trigger is "automatic", so nobody's card is refreshed by itself.
BY_HAND: list[str] = []


def with_card(card: dict) -> MessageActivityInput:
    return MessageActivityInput().add_card(AdaptiveCard.model_validate(card))


async def press(context: ActivityContext[AdaptiveCardInvokeActivity]) -> AdaptiveCardActionCardResponse:
    """A button of a report, or a client that shows one."""
    activity = context.activity
    conversation, message, action = activity.conversation.id, activity.reply_to_id, activity.value.action
    members = await context.api.conversations.members(conversation).get_paged()
    people = {member.id: member.name for member in members.members}
    name = people[activity.from_.id]
    data = action.data if isinstance(action.data, dict) else action.data.model_dump()
    own, others = report.press(message, action.verb or "", name, data.get("note", ""), BY_HAND)
    if others:
        activities = context.api.conversations.activities(conversation)
        is_whisper = bool(activity.recipient and activity.recipient.is_targeted)
        update = activities.update_targeted if is_whisper else activities.update
        await update(message, with_card(others))
    return AdaptiveCardActionCardResponse(value=AdaptiveCard.model_validate(own))


def record(name: str) -> None:
    """Another handler for the same activities, which says that it ran and lets the next one run."""

    async def run(context):
        say("heard", name)
        return await context.next()

    say("has", name)
    getattr(app, name)(run)


# The SDK's own handlers of sign-ins stay alone: they ask the token service.
for route in ACTIVITY_ROUTES.values():
    if route.method_name != "on_message" and "signin" not in route.method_name:
        record(route.method_name)
for name in ("on_dialog_open", "on_dialog_submit"):
    record(name)


# Behind those that say that they ran.
for verb in ("approve", "view"):
    app.on_card_action_execute(verb, press)


async def main():
    server = asyncio.create_task(app.start(PORT))
    while not server.done():
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", PORT)) == 0:
                # What the judge waits for.
                print(f"listening on http://127.0.0.1:{PORT}", flush=True)
                break
        await asyncio.sleep(0.05)
    await server


asyncio.run(main())
