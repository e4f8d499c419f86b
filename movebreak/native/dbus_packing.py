"""How messages go over the wire; jeepney packs and unpacks them."""

from jeepney import (  # type: ignore[import-untyped]
    DBusAddress,
    HeaderFields,
    Message,
    MessageFlag,
    MessageType,
    new_error,
    new_method_call,
)

from movebreak.native.dbus_messages import Call, Heard

_UNKNOWN_METHOD = "org.freedesktop.DBus.Error.UnknownMethod"


def packed(call: Call, *, answered: bool) -> Message:
    """Return the message that makes this call."""
    remote = call.remote
    address = DBusAddress(remote.path, remote.name, remote.interface)
    message = new_method_call(address, call.method, call.signature or None, call.values)
    flags = MessageFlag(0)
    if not call.start:
        flags |= MessageFlag.no_auto_start
    if not answered:
        flags |= MessageFlag.no_reply_expected
    message.header.flags = flags
    return message


def unpacked(message: Message) -> Heard | None:
    """Return what a message says; None when it wants something of us."""
    fields = message.header.fields
    kind = message.header.message_type
    if kind == MessageType.method_call:
        return None
    return Heard(
        sender=fields.get(HeaderFields.sender, ""),
        interface=fields.get(HeaderFields.interface, ""),
        member=fields.get(HeaderFields.member, ""),
        body=tuple(message.body),
        answers=fields.get(HeaderFields.reply_serial, 0),
        error=fields.get(HeaderFields.error_name, "")
        if kind == MessageType.error
        else "",
        path=fields.get(HeaderFields.path, ""),
    )


def refusal(message: Message) -> Message | None:
    """Return the error that answers a call; None when no answer is expected."""
    if message.header.flags & MessageFlag.no_reply_expected:
        return None
    says = ("movebreak offers nothing to call here",)
    return new_error(message, _UNKNOWN_METHOD, "s", says)
