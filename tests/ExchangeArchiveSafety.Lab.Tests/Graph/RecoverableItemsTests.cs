using System.Net;

namespace ExchangeArchiveSafety.Lab.Tests.Graph;

public class RecoverableItemsTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Above_the_warning_quota_the_oldest_leave_first(bool inArchive)
    {
        await using var lab = await GraphLab.StartAsync();
        (lab.Anna.RecoverableItemsWarningQuota, lab.Anna.RecoverableItemsQuota) = (50_000, 100_000);
        var items = await DeletedAsync(lab, 4, inArchive);

        Assert.Equal([false, false, true, true], items.Select(item => item.Store is not null));
        Assert.All(items[2..], item => Assert.True(item.Folder.IsRecoverableItems));
    }

    [Theory]
    [InlineData("litigation")]
    [InlineData("in place")]
    [InlineData("label")]
    [InlineData("delay")]
    [InlineData("organization")]
    [InlineData("not processed")]
    public async Task Where_nothing_may_leave_they_fill_to_the_quota_and_refuse(string why)
    {
        await using var lab = await GraphLab.StartAsync();
        (lab.Anna.RecoverableItemsWarningQuota, lab.Anna.RecoverableItemsQuota) = (50_000, 70_000);
        lab.Anna.LitigationHoldEnabled = why == "litigation";
        lab.Anna.ComplianceTagHoldApplied = why == "label";
        lab.Anna.DelayHoldApplied = why == "delay";
        lab.Anna.ElcProcessingDisabled = why == "not processed";
        lab.Anna.InPlaceHolds.AddRange(why == "in place" ? ["UniH0d2ae0ab-6f4c-4d2a-8a36-5d4f6cbf0e41"] : []);
        lab.Tenant.Organization.InPlaceHolds.AddRange(why == "organization" ? ["mbx9696959ae2244d8c8aa1ce9be3f0ad1d:2"] : []);
        var items = await DeletedAsync(lab, 3, inArchive: false);
        var more = lab.Tenant.PutMessage("anna", "/Odd");

        Assert.All(items, item => Assert.True(item.Folder.IsRecoverableItems));
        Assert.Equal(((HttpStatusCode)507, "ErrorQuotaExceeded"), await lab.RefusedAsync(HttpMethod.Delete, GraphLab.Item(lab.Primary, more) + "?disposalType=softDelete"));
        Assert.Equal("/Odd", more.Folder.Path);
        lab.Tenant.RunAssistant("anna");
        Assert.All(items, item => Assert.NotNull(item.Store));
    }

    [Theory]
    [InlineData("mbx9696959ae2244d8c8aa1ce9be3f0ad1d:1", null)]
    [InlineData("mbx9696959ae2244d8c8aa1ce9be3f0ad1d:3", "-mbx9696959ae2244d8c8aa1ce9be3f0ad1d")]
    public async Task A_policy_that_only_deletes_or_leaves_the_mailbox_out_holds_nothing(string organization, string? mailbox)
    {
        await using var lab = await GraphLab.StartAsync();
        (lab.Anna.RecoverableItemsWarningQuota, lab.Anna.RecoverableItemsQuota) = (50_000, 70_000);
        lab.Tenant.Organization.InPlaceHolds.Add(organization);
        lab.Anna.InPlaceHolds.AddRange(mailbox is null ? [] : [mailbox]);

        Assert.Equal([false, true, true], (await DeletedAsync(lab, 3, inArchive: false)).Select(item => item.Store is not null));
    }

    [Fact]
    public async Task They_may_also_leave_at_the_assistants_next_run()
    {
        await using var lab = await GraphLab.StartAsync(builder => builder.Options(options => options.RecoverableItemsLeaveAtOnce = false));
        (lab.Anna.RecoverableItemsWarningQuota, lab.Anna.RecoverableItemsQuota) = (50_000, 70_000);
        var items = await DeletedAsync(lab, 3, inArchive: false);
        var more = lab.Tenant.PutMessage("anna", "/Odd");

        Assert.Equal("ErrorQuotaExceeded", (await lab.RefusedAsync(HttpMethod.Delete, GraphLab.Item(lab.Primary, more) + "?disposalType=softDelete")).Code);
        lab.Tenant.RunAssistant("anna");
        Assert.Equal([false, true, true], items.Select(item => item.Store is not null));
        Assert.Equal(1, lab.Anna.LastAssistantRun!.DeletedFromDumpster);
        Assert.Equal(HttpStatusCode.NoContent, (await lab.Http.DeleteAsync(GraphLab.Item(lab.Primary, more) + "?disposalType=softDelete")).StatusCode);
    }

    [Fact]
    public async Task Every_part_has_room_of_its_own()
    {
        await using var lab = await GraphLab.StartAsync(builder => builder.ExpandedPair("anna"));
        (lab.Anna.RecoverableItemsWarningQuota, lab.Anna.RecoverableItemsQuota) = (50_000, 100_000);
        var items = new[] { lab.Primary, lab.Archive, lab.Auxiliary(0), lab.Auxiliary(1) }.Zip(new[]
        {
            lab.Anna.Primary.FindFolder("/Customers")!, lab.Anna.Archive.FindFolder("/Inbox")!,
            lab.Anna.Archive.Folders.First(folder => folder.AuxiliaryMailbox == lab.Anna.AuxiliaryArchives[0]), lab.Anna.Archive.FindFolder("/Customers")!,
        }).SelectMany(part => part.Second.Items.Take(2).Select(item => (Mailbox: part.First, Item: item))).ToList();
        Assert.Equal(8, items.Count);

        foreach (var (mailbox, item) in items)
        {
            Assert.Equal(HttpStatusCode.NoContent, (await lab.Http.DeleteAsync(GraphLab.Item(mailbox, item) + "?disposalType=softDelete")).StatusCode);
        }

        Assert.All(items, one => Assert.NotNull(one.Item.Store));
    }

    [Fact]
    public async Task Their_size_is_the_sum_of_the_listed_items_and_a_hard_delete_empties_them()
    {
        await using var lab = await GraphLab.StartAsync();
        await DeletedAsync(lab, 3, inArchive: false);
        const string folder = "/folders/recoverableitemsdeletions/items";
        var listed = await lab.ListAsync(lab.Primary + folder + "?$select=id,size&$top=2");

        Assert.Equal(lab.Anna.Primary.RecoverableBytes, listed.Sum(item => item.GetProperty("size").GetInt64()));
        foreach (var item in listed)
        {
            Assert.Equal(HttpStatusCode.NoContent, (await lab.Http.DeleteAsync($"{lab.Primary}{folder}/{item.GetProperty("id").GetString()}?disposalType=hardDelete")).StatusCode);
        }

        Assert.Equal((0, 0L), (lab.Anna.Primary.Items.Count(item => item.Folder.IsRecoverableItems), lab.Anna.Primary.RecoverableBytes));
    }

    [Fact]
    public async Task What_nobody_knows_of_soft_deletion_can_be_switched()
    {
        await using var lab = await GraphLab.StartAsync();
        var options = lab.Server.Graph.Options;
        var items = Enumerable.Range(0, 2).Select(_ => lab.Tenant.PutMessage("anna", "/Odd", inArchive: true)).ToList();
        var path = GraphLab.Item(lab.Archive, items[0]) + "?disposalType=softDelete";

        Assert.Equal((HttpStatusCode.NotFound, "ErrorFolderNotFound"), await lab.RefusedAsync(HttpMethod.Get, lab.Archive + "/folders/recoverableitemsdeletions/items"));
        options.ArchiveRefusesDelete = true;
        Assert.Equal((HttpStatusCode.BadRequest, "ErrorInvalidOperation"), await lab.RefusedAsync(HttpMethod.Delete, path));
        options.ArchiveRefusesDelete = false;
        options.RetentionHoldRefusesSoftDelete = true;
        lab.Anna.RetentionHoldEnabled = true;
        Assert.Equal((HttpStatusCode.Forbidden, "ErrorAccessDenied"), await lab.RefusedAsync(HttpMethod.Delete, path));
        lab.Anna.RetentionHoldEnabled = false;
        options.SoftDeleteGoesToDeletedItems = true;
        Assert.Equal(HttpStatusCode.NoContent, (await lab.Http.DeleteAsync(path)).StatusCode);
        Assert.Equal(["/Deleted Items", "/Odd"], items.Select(item => item.Folder.Path));
    }

    private static async Task<MailItem[]> DeletedAsync(GraphLab lab, int count, bool inArchive)
    {
        var items = Enumerable.Range(0, count).Select(_ => lab.Tenant.PutMessage("anna", "/Odd", inArchive: inArchive)).ToArray();
        foreach (var item in items)
        {
            Assert.Equal(HttpStatusCode.NoContent, (await lab.Http.DeleteAsync(GraphLab.Item(inArchive ? lab.Archive : lab.Primary, item) + "?disposalType=softDelete")).StatusCode);
        }

        return items;
    }
}
