using ExchangeArchiveSafety.Lab.Building;
using ExchangeArchiveSafety.Lab.Graph;
using Xunit;

namespace ExchangeArchiveSafety.Graph;

public class CheckpointTests
{
    [Theory]
    [InlineData(10)]
    [InlineData(25)]
    [InlineData(40)]
    public async Task An_interrupted_scan_goes_on_where_it_was(int requests)
    {
        await using var tenant = await GraphTenant.StartAsync(builder => builder.LargePair("anna", 2000, folders: 8));
        var (connection, anna) = await tenant.AnnaAsync(tenant.Settings(pageSize: 50));
        using (connection)
        {
            using var stop = new CancellationTokenSource();
            using (tenant.Graph.Hooks.Before(call => call.Sequence == requests, _ => stop.Cancel()))
            {
                await Assert.ThrowsAnyAsync<OperationCanceledException>(() => connection.ScanAsync(anna, tenant.WorkFolder, null, stop.Token));
            }

            await tenant.Graph.QuietAsync();
            Assert.DoesNotContain(Directory.GetFiles(tenant.WorkFolder), file => file.EndsWith(".tmp", StringComparison.Ordinal));
            await tenant.ScanWholeAsync(connection, anna);
        }
    }

    /// <summary>What a killed process leaves is what is in its files at that moment.</summary>
    [Theory]
    [InlineData(20)]
    [InlineData(40)]
    [InlineData(60)]
    public async Task A_killed_scan_goes_on_where_it_was(int requests)
    {
        await using var tenant = await GraphTenant.StartAsync(builder => builder.LargePair("anna", 2000, folders: 8));
        var (connection, anna) = await tenant.AnnaAsync(tenant.Settings(pageSize: 50));
        using (connection)
        {
            var living = Path.Combine(tenant.Folder, "living");
            using (tenant.Graph.Hooks.Before(call => call.Sequence == requests, _ => CopyAsItIs(living, tenant.WorkFolder)))
            {
                await connection.ScanAsync(anna, living, null, CancellationToken.None);
            }

            // Folders are read side by side, so early on none may be whole yet.
            var whole = tenant.Graph.Calls.Of(GraphRoute.Items).Count;
            tenant.Graph.Calls.Clear();
            await tenant.ScanWholeAsync(connection, anna);
            Assert.InRange(tenant.Graph.Calls.Of(GraphRoute.Items).Count, 1, requests < 60 ? whole : whole - 1);
            Assert.DoesNotContain(Directory.GetFiles(tenant.WorkFolder), file => file.EndsWith(".tmp", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task What_was_read_is_not_read_again()
    {
        await using var tenant = await GraphTenant.StartAsync(builder => builder.LargePair("anna", 1000, folders: 8));
        var (connection, anna) = await tenant.AnnaAsync();
        using (connection)
        {
            await tenant.ScanWholeAsync(connection, anna);
            tenant.Graph.Calls.Clear();
            await tenant.ScanWholeAsync(connection, anna);
            Assert.Empty(tenant.Graph.Calls.Of(GraphRoute.Items));
        }
    }

    [Fact]
    public async Task A_folder_that_changed_is_read_again_and_no_other()
    {
        await using var tenant = await GraphTenant.StartAsync(builder => builder.LargePair("anna", 1000, folders: 8));
        var (connection, anna) = await tenant.AnnaAsync();
        using (connection)
        {
            await tenant.ScanWholeAsync(connection, anna);
            tenant.Anna.Primary.Take(tenant.Anna.Primary.FindFolder("/Inbox")!.Items[3]);
            tenant.Graph.Calls.Clear();
            await tenant.ScanWholeAsync(connection, anna);
            Assert.Single(tenant.Graph.Calls.Of(GraphRoute.Items));
        }
    }

    [Theory]
    [InlineData("primary.ndjson", 0.5)]
    [InlineData("archive.ndjson", 0.99)]
    [InlineData("primary.index", 0.5)]
    [InlineData("archive.index", 0.97)]
    public async Task Torn_files_cost_a_reading_and_no_item(string file, double share)
    {
        await using var tenant = await GraphTenant.StartAsync(builder => builder.LargePair("anna", 1000, folders: 8));
        var (connection, anna) = await tenant.AnnaAsync();
        using (connection)
        {
            await tenant.ScanWholeAsync(connection, anna);
            using (var torn = File.Open(Path.Combine(tenant.WorkFolder, file), FileMode.Open))
            {
                torn.SetLength((long)(torn.Length * share));
            }

            await tenant.ScanWholeAsync(connection, anna);
        }
    }

    [Fact]
    public async Task The_folder_of_another_mailbox_is_left_alone()
    {
        await using var tenant = await GraphTenant.StartAsync(builder => builder.Mailbox("berta"));
        var (connection, anna) = await tenant.AnnaAsync();
        using (connection)
        {
            await tenant.ScanWholeAsync(connection, anna);
            var berta = await connection.ResolveAsync("berta@contoso.example", CancellationToken.None);
            var error = await Assert.ThrowsAsync<GraphException>(() => connection.ScanAsync(berta, tenant.WorkFolder, null, CancellationToken.None));
            Assert.Equal("GraphCheckpointForeign", error.ErrorId);
        }
    }

    [Fact]
    public async Task Only_the_owner_can_read_the_files()
    {
        await using var tenant = await GraphTenant.StartAsync();
        var (connection, anna) = await tenant.AnnaAsync();
        using (connection)
        {
            await tenant.ScanWholeAsync(connection, anna);
        }

        if (OperatingSystem.IsWindows())
        {
            return;
        }

        foreach (var file in Directory.GetFiles(tenant.WorkFolder))
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        }
    }

    private static void CopyAsItIs(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var file in Directory.GetFiles(from))
        {
            using var source = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var target = File.Create(Path.Combine(to, Path.GetFileName(file)));
            source.CopyTo(target);
        }
    }
}
