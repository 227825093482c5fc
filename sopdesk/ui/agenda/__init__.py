"""The Agenda tab: the register of outgoing letters."""
