namespace ExchangeArchiveSafety;

/// <summary>Writes inventory files for people and other tools out of what reading a mailbox gave.</summary>
public interface IInventoryExporter
{
    /// <summary>Makes an empty file that only its owner can read, and holds it open until the answer is disposed of. Writing it meanwhile is possible.</summary>
    /// <param name="path">The file.</param>
    IDisposable Hold(string path);

    /// <summary>Adds rows to a file that is being written; the first call begins it.</summary>
    /// <param name="inventoryFiles">What <see cref="MailboxScan.InventoryFiles"/> names.</param>
    /// <param name="path">CSV, or NDJSON where it ends in <c>.ndjson</c> or <c>.jsonl</c>; compressed where <c>.gz</c> follows.</param>
    /// <param name="append">Whether rows of another mailbox are in it already.</param>
    /// <param name="cancellation">Stops it.</param>
    void Write(IReadOnlyList<string> inventoryFiles, string path, bool append, CancellationToken cancellation);
}
