"""The Web API's methods, one room per family; each room ends in its table of methods."""

from sandbox.methods import chat, conversations, files, people, views
from sandbox.methods.call import Method

METHODS: dict[str, Method] = (
    people.METHODS | chat.METHODS | conversations.METHODS | views.METHODS | files.METHODS
)
