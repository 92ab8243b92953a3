using ExchangeArchiveSafety.Lab.Tenant.Mailboxes;

namespace ExchangeArchiveSafety.Lab.Graph.Trouble;

/// <summary>What somebody else did to an item just before a request was answered.</summary>
/// <param name="Kind">What was done.</param>
/// <param name="Item">The item; where it lies now is where it was put.</param>
/// <param name="ItemId">Its id until then.</param>
/// <param name="Route">The request.</param>
public sealed record Disturbance(GraphFaultKind Kind, MailItem Item, string ItemId, GraphRoute Route);
