using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace ExchangeArchiveSafety.Tests.Module;

/// <summary>What an assembly defines and refers to, read from its file.</summary>
internal sealed class ReadAssembly
{
    private readonly PEReader _file;

    private ReadAssembly(PEReader file)
    {
        _file = file;
        Metadata = file.GetMetadataReader();
        Name = Metadata.GetString(Metadata.GetAssemblyDefinition().Name);
        Version = Metadata.GetAssemblyDefinition().Version;
        Types = Metadata.TypeDefinitions.GroupBy(handle => NameOf(Metadata, handle), StringComparer.Ordinal).ToDictionary(same => same.Key, same => same.First(), StringComparer.Ordinal);
        Forwards = Metadata.ExportedTypes.Select(Metadata.GetExportedType)
            .Where(type => type.Implementation.Kind == HandleKind.AssemblyReference)
            .GroupBy(type => Full(Metadata.GetString(type.Namespace), Metadata.GetString(type.Name)), type => Metadata.GetString(Metadata.GetAssemblyReference((AssemblyReferenceHandle)type.Implementation).Name))
            .ToDictionary(same => same.Key, same => same.First(), StringComparer.Ordinal);
    }

    public MetadataReader Metadata { get; }

    public string Name { get; }

    public Version Version { get; }

    public Dictionary<string, TypeDefinitionHandle> Types { get; }

    public Dictionary<string, string> Forwards { get; }

    public IEnumerable<string> References => Metadata.AssemblyReferences.Select(handle => Metadata.GetString(Metadata.GetAssemblyReference(handle).Name));

    public IEnumerable<string> ReferencedTypes => Metadata.TypeReferences.Select(handle => NameOf(Metadata, handle));

    public static ReadAssembly? Open(string path)
    {
        var file = new PEReader(new MemoryStream(File.ReadAllBytes(path)));
        return file.HasMetadata && file.GetMetadataReader().IsAssembly ? new(file) : null;
    }

    public static string NameOf(MetadataReader metadata, TypeReferenceHandle handle)
    {
        var type = metadata.GetTypeReference(handle);
        return type.ResolutionScope.Kind == HandleKind.TypeReference
            ? NameOf(metadata, (TypeReferenceHandle)type.ResolutionScope) + "+" + metadata.GetString(type.Name)
            : Full(metadata.GetString(type.Namespace), metadata.GetString(type.Name));
    }

    /// <summary>The type that a member belongs to, where it is one of another assembly; also where it has arguments.</summary>
    public TypeReferenceHandle TypeOf(EntityHandle parent) => parent.Kind switch
    {
        HandleKind.TypeReference => (TypeReferenceHandle)parent,
        HandleKind.TypeSpecification when GenericOf((TypeSpecificationHandle)parent) is { Kind: HandleKind.TypeReference } type => (TypeReferenceHandle)type,
        _ => default,
    };

    public TypeDefinitionHandle? DefinitionOf(EntityHandle parent) =>
        parent.Kind == HandleKind.TypeSpecification && GenericOf((TypeSpecificationHandle)parent) is { Kind: HandleKind.TypeDefinition } type ? (TypeDefinitionHandle)type : null;

    /// <summary>By the code of which types each reference is used. Read byte by byte: that names rather too many than too few.</summary>
    public ILookup<EntityHandle, string> Users()
    {
        var users = new HashSet<(EntityHandle Used, string By)>();
        void Use(EntityHandle handle, string user)
        {
            _ = users.Add((handle, user));
            if (handle.Kind == HandleKind.MemberReference && TypeOf(Metadata.GetMemberReference((MemberReferenceHandle)handle).Parent) is { IsNil: false } parent)
            {
                _ = users.Add((parent, user));
            }
        }

        foreach (var (name, handle) in Types)
        {
            foreach (var method in Metadata.GetTypeDefinition(handle).GetMethods().Select(Metadata.GetMethodDefinition).Where(method => method.RelativeVirtualAddress != 0))
            {
                var code = _file.GetMethodBody(method.RelativeVirtualAddress).GetILBytes()!;
                for (var place = 0; place + 4 <= code.Length; place++)
                {
                    var token = BitConverter.ToInt32(code, place);
                    var row = token & 0xFFFFFF;
                    var table = (TableIndex)(token >>> 24);
                    if (table is TableIndex.TypeRef or TableIndex.MemberRef && row > 0 && row <= Metadata.GetTableRowCount(table))
                    {
                        Use(MetadataTokens.EntityHandle(token), name);
                    }
                }
            }
        }

        return users.ToLookup(use => use.Used, use => use.By);
    }

    private static string NameOf(MetadataReader metadata, TypeDefinitionHandle handle)
    {
        var type = metadata.GetTypeDefinition(handle);
        return type.GetDeclaringType() is { IsNil: false } outer
            ? NameOf(metadata, outer) + "+" + metadata.GetString(type.Name)
            : Full(metadata.GetString(type.Namespace), metadata.GetString(type.Name));
    }

    private static string Full(string space, string name) => space.Length == 0 ? name : space + "." + name;

    // GENERICINST, then CLASS or VALUETYPE, then the type.
    private EntityHandle GenericOf(TypeSpecificationHandle handle)
    {
        var blob = Metadata.GetBlobReader(Metadata.GetTypeSpecification(handle).Signature);
        return blob.ReadByte() == 0x15 && blob.ReadByte() is 0x11 or 0x12 ? blob.ReadTypeHandle() : default;
    }
}
