namespace ExchangeArchiveSafety;

/// <summary>Where an item lies.</summary>
/// <param name="Folder">Its folder.</param>
/// <param name="ItemId">Its id.</param>
public sealed record GraphPlace(GraphFolder Folder, string ItemId);
