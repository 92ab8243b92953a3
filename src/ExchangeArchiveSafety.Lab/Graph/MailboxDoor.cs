using ExchangeArchiveSafety.Lab.Tenant.Mailboxes;

namespace ExchangeArchiveSafety.Lab.Graph;

/// <summary>What a mailbox id leads to.</summary>
/// <param name="Id">The id as the tenant writes it.</param>
/// <param name="Mailbox">The mailbox.</param>
/// <param name="Store">One of its halves.</param>
/// <param name="IsArchive">True for the archive and its auxiliary mailboxes.</param>
/// <param name="Auxiliary">The auxiliary mailbox of an auto-expanding archive, if it is one.</param>
internal sealed record MailboxDoor(string Id, LabMailbox Mailbox, MailStore Store, bool IsArchive, Guid? Auxiliary);
