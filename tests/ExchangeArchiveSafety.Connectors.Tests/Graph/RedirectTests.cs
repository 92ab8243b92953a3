using ExchangeArchiveSafety.Lab.Building;
using Xunit;

namespace ExchangeArchiveSafety.Graph;

public class RedirectTests
{
    private static readonly Guid Auxiliary = Guid.Parse("aaaaaaaa-1111-2222-3333-444444444444");

    [Fact]
    public async Task What_an_expanded_archive_moved_is_read_where_it_lies()
    {
        await using var tenant = await ExpandedAsync();
        var (connection, anna) = await tenant.AnnaAsync();
        using (connection)
        {
            await tenant.ScanWholeAsync(connection, anna);
            var folders = await connection.FoldersAsync(anna, MailItemLocation.Archive, CancellationToken.None);
            var folder = folders.Single(one => one.Path == "/Folder 2");
            Assert.NotNull(folder.HomeMailboxId);
            Assert.DoesNotContain(tenant.Graph.Calls.All, call => call.Status == 308);
        }
    }

    [Fact]
    public async Task A_redirect_within_the_tenant_is_followed_for_a_reading()
    {
        await using var tenant = await ExpandedAsync();
        var (connection, anna) = await tenant.AnnaAsync();
        using (connection)
        {
            var lab = tenant.Anna.Archive.FindFolder("/Folder 2")!;
            var folder = new GraphFolder { Id = lab.Id, Location = MailItemLocation.Archive, Path = "/Folder 2" };

            Assert.NotNull(await connection.ReadAsync(anna, folder, lab.Items[0].ItemId, withBody: false, CancellationToken.None));
            Assert.Equal(lab.Items.Count, (await connection.ListAsync(anna, folder, DateTime.MinValue, CancellationToken.None)).Count);
            Assert.Contains(tenant.Graph.Calls.All, call => call.Status == 308);
        }
    }

    [Theory]
    [InlineData("http://127.0.0.1:1", null)]
    [InlineData("https://127.0.0.1", null)]
    [InlineData(null, "MBX:aaaaaaaa-1111-2222-3333-444444444444@aaaaaaaa-0000-0000-0000-000000000000")]
    [InlineData(null, "MBX:aaaaaaaa-1111-2222-3333-444444444444")]
    public async Task A_redirect_anywhere_else_is_refused(string? host, string? mailbox)
    {
        await using var tenant = await ExpandedAsync();
        var (connection, anna) = await tenant.AnnaAsync();
        using (connection)
        {
            var lab = tenant.Anna.Archive.FindFolder("/Folder 2")!;
            (lab.RedirectHost, lab.RedirectMailbox) = (host, mailbox);
            var folder = new GraphFolder { Id = lab.Id, Location = MailItemLocation.Archive, Path = "/Folder 2" };

            var error = await Assert.ThrowsAsync<GraphException>(() => connection.ReadAsync(anna, folder, lab.Items[0].ItemId, withBody: false, CancellationToken.None));
            Assert.Equal(("GraphRedirectRefused", 308), (error.ErrorId, error.StatusCode));
        }
    }

    [Fact]
    public async Task A_deletion_goes_where_the_folder_lies()
    {
        await using var tenant = await ExpandedAsync();
        var (connection, anna) = await tenant.AnnaAsync();
        using (connection)
        {
            var folder = (await connection.FoldersAsync(anna, MailItemLocation.Archive, CancellationToken.None)).Single(one => one.Path == "/Folder 2");
            var item = tenant.Anna.Archive.FindFolder("/Folder 2")!.Items[0];

            Assert.Equal(GraphDeletion.Done, await connection.SoftDeleteAsync(anna, folder, item.ItemId, CancellationToken.None));
            Assert.Equal(Assert.Single(tenant.Graph.AuxiliaryIdsOf(tenant.Anna)), Assert.Single(tenant.Graph.Deletes).MailboxId);
        }
    }

    private static async Task<GraphTenant> ExpandedAsync()
    {
        var tenant = await GraphTenant.StartAsync(builder => builder.LargePair("anna", 300, folders: 6));
        tenant.Anna.Archive.FindFolder("/Folder 2")!.AuxiliaryMailbox = Auxiliary;
        return tenant;
    }
}
