using System.Globalization;

namespace ExchangeArchiveSafety.Benchmarks;

/// <summary>Says before the tables what their words mean.</summary>
internal static class Legend
{
    /// <summary>Prints it.</summary>
    /// <param name="file">What is read.</param>
    /// <param name="runs">Runs of each that count.</param>
    public static void Print(InventoryFileOnDisk file, int runs) => Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"""
        {file.Rows:N0} rows, {file.Surplus:N0} of them surplus, {new FileInfo(file.Path).Length / 1024 / 1024:N0} MiB of CSV, {Environment.ProcessorCount} processors

        {Rival.Engine,-14}the module's engine on two threads, from file to groups: every group and every item in it an object
        {Rival.DuckDb,-14}DuckDB grouping the same file by the same eight fields on two threads; the columns and their types it finds out itself
        {Rival.DuckDbTold,-14}the same, but told the columns, their types and the quoting beforehand: the quickest DuckDB, and the harder comparison
        {Rival.Cmdlet,-14}Find-ArchiveDuplicates of the staged module, every group through the pipeline
        {Rival.Library,-14}no rival: Sylvan.Data.Csv only reading every field, on one thread: why the module parses CSV itself
        {Rival.Own,-14}no rival: the module's own CSV reader only reading every field, on one thread
        neat          the rows lie mailbox by mailbox, as one export writes them
        scattered     the same rows shuffled, as in an inventory merged from many exports: the copies of a message lie anywhere
        process       from the start of a process to its end: starting .NET, compiling, and for the cmdlet starting PowerShell and importing the module
        one process   all in turn in one process, after {OneProcess.WarmingRuns} runs of each that do not count; the cmdlet in a session that has imported the module
        clock         what a watch shows; on a machine that does other work too it is noisy, and so is a ratio of it
        processor     time of all processors together: with two threads it can be more than the clock

        Times are medians of {runs} runs, the quickest in brackets; ratios are those of the medians, on the clock unless they say otherwise. Memory is the most that any run held.
        The lines of one table take turns, run by run. Limits of ratios were named for 1,000,000 and 10,000,000 rows. "10,000 mails" are the rows of one mailbox; they were to
        be found "well under a second", which is taken for at most {Limits.WellUnderASecond:N2} s.
        """));
}
